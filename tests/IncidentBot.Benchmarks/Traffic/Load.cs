using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace IncidentBot.Benchmarks.Traffic;

/// <summary>The kinds of load on a server.</summary>
internal sealed class Load(Uri server, string expected)
{
    private readonly byte[] expected = Encoding.ASCII.GetBytes(expected);
    private int answered;

    /// <summary>The same server, with another expected text.</summary>
    public Load Expecting(string words) => new(server, words);

    /// <summary>Each connection sends its next request after the response to the last one, for <paramref name="length"/> or until all requests are sent.</summary>
    public async Task<Latencies> ClosedAsync(byte[][] requests, int connections, TimeSpan length)
    {
        var open = await OpenAsync(connections);
        var next = -1;
        var bad = 0;
        var started = Stopwatch.GetTimestamp();
        var until = started + (long)(length.TotalSeconds * Stopwatch.Frequency);
        var ticks = await Task.WhenAll(open.Select(async connection =>
        {
            var mine = new List<long>(requests.Length / connections * 2);
            for (var now = Stopwatch.GetTimestamp(); now < until; now = Stopwatch.GetTimestamp())
            {
                var number = Interlocked.Increment(ref next);
                if (number >= requests.Length)
                    break;
                if (await connection.AskAsync(requests[number], expected))
                    mine.Add(Stopwatch.GetTimestamp() - now);
                else
                    Interlocked.Increment(ref bad);
            }

            return mine;
        }));
        return End(open, ticks.SelectMany(mine => mine), bad, started);
    }

    /// <summary>Sends all requests at the same moment. Each latency counts from that moment, including the wait for a connection.</summary>
    public async Task<Latencies> BurstAsync(byte[][] requests, int connections)
    {
        var open = await OpenAsync(connections);
        var next = -1;
        var bad = 0;
        var started = Stopwatch.GetTimestamp();
        var ticks = await Task.WhenAll(open.Select(async connection =>
        {
            var mine = new List<long>();
            for (var number = Interlocked.Increment(ref next); number < requests.Length; number = Interlocked.Increment(ref next))
            {
                if (await connection.AskAsync(requests[number], expected))
                    mine.Add(Stopwatch.GetTimestamp() - started);
                else
                    Interlocked.Increment(ref bad);
            }

            return mine;
        }));
        return End(open, ticks.SelectMany(mine => mine), bad, started);
    }

    /// <summary>Sends requests at a steady rate, without waiting for earlier responses. Each latency counts from the moment at which the request was due.</summary>
    public async Task<Latencies> OpenLoopAsync(byte[][] requests, int perSecond)
    {
        var open = new ConcurrentStack<Connection>(await OpenAsync(64));
        var ticks = new ConcurrentQueue<long>();
        var bad = 0;
        var inFlight = new List<Task>(requests.Length);
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; number < requests.Length; number++)
        {
            var due = started + (number * Stopwatch.Frequency / perSecond);
            while (Stopwatch.GetTimestamp() < due)
                await Task.Delay(1);
            inFlight.Add(AskAsync(requests[number], due));
        }

        await Task.WhenAll(inFlight);
        return End([.. open], ticks, bad, started);

        async Task AskAsync(byte[] request, long due)
        {
            var connection = open.TryPop(out var free) ? free : await Connection.OpenAsync(server);
            if (await connection.AskAsync(request, expected))
                ticks.Enqueue(Stopwatch.GetTimestamp() - due);
            else
                Interlocked.Increment(ref bad);
            open.Push(connection);
        }
    }

    /// <summary>The number of expected responses so far, from a server that is about to be killed.</summary>
    public int Answered => Volatile.Read(ref answered);

    /// <summary>Sends requests until the server is gone.</summary>
    /// <returns>The indices of the requests with an expected response.</returns>
    public async Task<IReadOnlyList<int>> UntilItEndsAsync(byte[][] requests, int connections)
    {
        var next = -1;
        var open = await OpenAsync(connections);
        var numbers = await Task.WhenAll(open.Select(async connection =>
        {
            var mine = new List<int>();
            try
            {
                for (var number = Interlocked.Increment(ref next); number < requests.Length; number = Interlocked.Increment(ref next))
                {
                    if (!await connection.AskAsync(requests[number], expected))
                        continue;
                    mine.Add(number);
                    Interlocked.Increment(ref answered);
                }
            }
            catch (Exception gone) when (gone is IOException or SocketException)
            {
                // The kill ends the loop.
            }

            return mine;
        }));
        return [.. numbers.SelectMany(mine => mine)];
    }

    private async Task<Connection[]> OpenAsync(int connections) =>
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Connection.OpenAsync(server)));

    private static Latencies End(IEnumerable<Connection> open, IEnumerable<long> ticks, int bad, long started)
    {
        var length = Stopwatch.GetElapsedTime(started);
        foreach (var connection in open)
            connection.Dispose();
        return Latencies.Of(ticks, bad, length);
    }
}
