using System.Net;
using System.Net.Sockets;

namespace IncidentBot.Subscriptions.Webhooks;

/// <summary>A web address leads where strangers may not send us.</summary>
internal sealed class ForbiddenAddressException() : Exception("the address is not one of the public internet");

/// <summary>
/// Opens the connections of calls to subscribers. It looks up the name itself, judges every address, and connects to an address it judged: were the name looked up
/// again for the connection, its owner could answer differently the second time.
/// </summary>
/// <param name="rule">Which addresses are fine.</param>
/// <param name="lookUp">Finds a name's addresses.</param>
internal sealed class GuardedConnections(AddressRule rule, Func<string, CancellationToken, Task<IPAddress[]>> lookUp)
{
    /// <summary>A client whose every connection is guarded. It follows no redirect, uses no proxy and keeps no cookie.</summary>
    /// <remarks>
    /// It does not limit connections to one server: a call that waited for another's connection would be counted as an address that did not answer.
    /// <see cref="WebhookDelivery.MostCalls"/> is the limit.
    /// </remarks>
    public HttpClient CreateClient() => new(
        new SocketsHttpHandler
        {
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, cancellationToken),
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        },
        disposeHandler: true)
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <exception cref="ForbiddenAddressException">One of the name's addresses is not fine.</exception>
    /// <exception cref="SocketException">There is no such name, or nobody answers at it.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await lookUp(target.Host, cancellationToken);
        // All of them: a name that leads both ways is a trick.
        if (addresses.Length == 0 || !addresses.All(rule.Allows))
            throw new ForbiddenAddressException();

        for (var index = 0; ; index++)
        {
            var socket = new Socket(addresses[index].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[index], target.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (index < addresses.Length - 1)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
