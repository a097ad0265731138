using System.Net;
using System.Net.Sockets;
using NodaTime;

namespace IncidentBot.CustomerReports;

/// <summary>
/// How much readers may write in an hour: one address a little, all together more than people can read. Counted in memory, because it guards attention and no
/// data: a restart forgets it, and nothing about a reader is kept.
/// </summary>
internal sealed class CustomerReportLimits(Clock clock)
{
    public const int MostFromOne = 5;

    public const int MostInAll = 60;

    private static readonly Duration Window = Duration.FromHours(1);

    private readonly Lock gate = new();
    private readonly Queue<(Instant At, string From)> taken = new();

    /// <summary>Whether one more may come from there; if so it counts.</summary>
    public bool TryTake(IPAddress? from)
    {
        var sender = SenderOf(from);
        lock (gate)
        {
            var now = clock.Now;
            while (taken.TryPeek(out var oldest) && (now - oldest.At >= Window || oldest.At > now))
                taken.Dequeue();
            if (taken.Count >= MostInAll || taken.Count(one => one.From == sender) >= MostFromOne)
                return false;
            taken.Enqueue((now, sender));
            return true;
        }
    }

    // Whoever has one IPv6 address has a whole network of them.
    private static string SenderOf(IPAddress? from) => from switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => from.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(from.GetAddressBytes().AsSpan(0, 8)),
        _ => from.ToString(),
    };
}
