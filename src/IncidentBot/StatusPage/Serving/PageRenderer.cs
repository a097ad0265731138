using System.Text;
using IncidentBot.StatusPage.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace IncidentBot.StatusPage.Serving;

/// <summary>Renders a page to bytes. Razor encodes every text.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory logs, PageAssets assets)
{
    public const string ContentType = "text/html; charset=utf-8";

    public async ValueTask<PublicAnswer> RenderAsync(PageLayout pageLayout, RenderFragment main, int statusCode = StatusCodes.Status200OK) =>
        new(await HtmlAsync(pageLayout, main), ContentType)
        {
            StatusCode = statusCode,
            CacheControl = statusCode != StatusCodes.Status200OK || pageLayout.StaleSince is not null ? PublicCaching.VeryShort : PublicCaching.Short,
        };

    public async Task<byte[]> HtmlAsync(PageLayout pageLayout, RenderFragment main)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var content = Document.Show(pageLayout, assets, main);
        var page = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Fragment.Content)] = content });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Fragment>(page)).ToHtmlString());
        return Encoding.UTF8.GetBytes(html.Trim());
    }

    /// <summary>The only component: it renders the given content.</summary>
    private sealed class Fragment : ComponentBase
    {
        [Parameter]
        public RenderFragment? Content { get; set; }

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) =>
            builder.AddContent(0, Content);
    }
}
