using System.Net;
using System.Net.Sockets;

namespace IncidentBot.Subscriptions.Webhooks;

/// <summary>A webhook leads to an address that is not allowed.</summary>
internal sealed class ForbiddenAddressException() : Exception("the address is not one of the public internet");

/// <summary>
/// Opens the connections of webhook calls. It resolves the name itself, checks every address, and connects to an address that it checked. If the name were
/// resolved again for the connection, its owner could give another answer the second time.
/// </summary>
/// <param name="rule">Which addresses are allowed.</param>
/// <param name="lookUp">Resolves a name.</param>
internal sealed class GuardedConnections(AddressRule rule, Func<string, CancellationToken, Task<IPAddress[]>> lookUp)
{
    /// <summary>A client whose every connection is guarded. It follows no redirect, uses no proxy and keeps no cookie.</summary>
    /// <remarks>
    /// It does not limit connections to one server: a call that waited for another's connection would count as a receiver that did not answer.
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

    /// <exception cref="ForbiddenAddressException">One of the name's addresses is not allowed.</exception>
    /// <exception cref="SocketException">There is no such name, or no server at it.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await lookUp(target.Host, cancellationToken);
        // All of them: a name with allowed and forbidden addresses is an attack.
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
