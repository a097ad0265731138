using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IncidentBot.SlackEmulator;

/// <summary>
/// The stream under a WebSocket, which can go dead silently. Written data is then discarded, received data is ignored, and the connection looks open
/// from both ends, as behind a firewall that lost its state.
/// </summary>
internal sealed class WebSocketPipe(Stream wire) : Stream
{
    private volatile bool _isDead;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Inserts the stream under the WebSocket of this request, and stores it among the request's features.</summary>
    public static Task InsertAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
            context.Features.Set<IHttpUpgradeFeature>(new InsertingUpgrade(context, upgrade));
        return next(context);
    }

    public void Die() => _isDead = true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var read = await wire.ReadAsync(buffer, cancellationToken);
            if (read == 0 || !_isDead)
                return read;
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _isDead ? ValueTask.CompletedTask : wire.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => _isDead ? Task.CompletedTask : wire.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            wire.Dispose();
        base.Dispose(disposing);
    }

    private sealed class InsertingUpgrade(HttpContext context, IHttpUpgradeFeature upgrade) : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => upgrade.IsUpgradableRequest;

        public async Task<Stream> UpgradeAsync()
        {
            var pipe = new WebSocketPipe(await upgrade.UpgradeAsync());
            context.Features.Set(pipe);
            return pipe;
        }
    }
}
