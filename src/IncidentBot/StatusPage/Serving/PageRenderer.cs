using System.Text;
using IncidentBot.StatusPage.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace IncidentBot.StatusPage.Serving;

/// <summary>Turns a page into the bytes that are sent. Razor encodes every word on the way.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory logs, PageAssets assets)
{
    public const string ContentType = "text/html; charset=utf-8";

    public async ValueTask<PublicAnswer> RenderAsync(PageLayout pageLayout, RenderFragment main, int statusCode = StatusCodes.Status200OK) =>
        new(await HtmlAsync(pageLayout, main), ContentType)
        {
            StatusCode = statusCode,
            CacheControl = statusCode != StatusCodes.Status200OK || pageLayout.StaleSince is not null ? PublicCaching.Hardly : PublicCaching.Moment,
        };

    public async Task<byte[]> HtmlAsync(PageLayout pageLayout, RenderFragment main)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var page = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Fragment.Content)] = Document.Show(pageLayout, assets, main) });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Fragment>(page)).ToHtmlString());
        return Encoding.UTF8.GetBytes(html.Trim());
    }

    /// <summary>The one component there is: it shows what it is given.</summary>
    private sealed class Fragment : ComponentBase
    {
        [Parameter]
        public RenderFragment? Content { get; set; }

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) => builder.AddContent(0, Content);
    }
}
