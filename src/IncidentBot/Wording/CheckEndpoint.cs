using System.Buffers;
using System.Text;
using IncidentBot.Configuration;
using IncidentBot.Wording;
using IncidentBot.Wording.Exchange;

namespace IncidentBot.WordingCheck;

/// <summary>
/// <c>POST /api/v1/check</c>: has a text read by the wording check. It knows nothing that the public page does not show and changes nothing, so that
/// it needs no token; what it costs is bounded: the size of a request, and how many are read at a time.
/// </summary>
internal sealed class CheckEndpoint(WordingChecker checker, WordingOptions options) : IDisposable
{
    /// <summary>The longest text a page takes, four times over for its history and the escapes of JSON.</summary>
    public const int MostBytes = 128 * 1024;

    private const string Json = "application/json; charset=utf-8";

    private readonly SemaphoreSlim places = new(Environment.ProcessorCount);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/check", (HttpRequest request, CheckEndpoint endpoint, CancellationToken cancellationToken) => endpoint.AnswerAsync(request, cancellationToken));

    public void Dispose() => places.Dispose();

    private async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!options.Endpoint)
            return Problem(StatusCodes.Status404NotFound, "checking over HTTP is turned off (Wording:Endpoint).");
        if (await ReadAsync(request, cancellationToken) is not { } body)
            return Problem(StatusCodes.Status413PayloadTooLarge, $"it is longer than {MostBytes / 1024} KiB.");
        if (!CheckRequest.TryRead(body, out var asked, out var id, out var problem))
            return TypedResults.Text(CheckAnswer.OfProblem(id, null, problem), Json, statusCode: StatusCodes.Status400BadRequest);
        // Whoever finds no place is told so at once: a queue would only make everybody wait.
        if (!await places.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            request.HttpContext.Response.Headers.RetryAfter = "1";
            return Problem(StatusCodes.Status429TooManyRequests, "too many texts are being checked; try again in a second.");
        }

        try
        {
            request.HttpContext.Response.Headers.CacheControl = "no-store";
            return TypedResults.Text(CheckAnswer.Of(id, checker.Check(asked!.Post)), Json);
        }
        finally
        {
            places.Release();
        }
    }

    // Counted while it comes in: a request need not say how long it is, nor tell the truth.
    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MostBytes)
            return null;
        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes + 1);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, MostBytes + 1), MostBytes + 1, throwOnEndOfStream: false, cancellationToken);
            return length > MostBytes ? null : Encoding.UTF8.GetString(buffer, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static IResult Problem(int status, string sentence) => TypedResults.Text(CheckAnswer.OfProblem(null, null, sentence), Json, statusCode: status);
}
