using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using IncidentBot.Observability;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.Tests;

/// <summary>The program's meters, and what they were told.</summary>
internal sealed class Meters : IDisposable
{
    private readonly ConcurrentQueue<(string Instrument, double Value, string Tags)> _measured = [];
    private readonly MeterListener _listener = new();
    private readonly object _meter;

    private Meters(IMeterFactory factory, BotMetrics metrics)
    {
        Bot = metrics;
        _meter = factory;
        // Other fixtures have meters of the same name: only this factory's are listened to.
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, _meter))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    public BotMetrics Bot { get; }

    /// <summary>Everything measured so far, gauges as they stand now.</summary>
    public IReadOnlyList<(string Instrument, double Value, string Tags)> Measured
    {
        get
        {
            _listener.RecordObservableInstruments();
            return [.. _measured];
        }
    }

    public static BotMetrics Metrics() => Listened().Bot;

    public static Meters Listened()
    {
        var factory = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        return new Meters(factory, new BotMetrics(factory));
    }

    /// <summary>The meters of a program that runs already.</summary>
    public static Meters Of(IServiceProvider program) => new(program.GetRequiredService<IMeterFactory>(), program.GetRequiredService<BotMetrics>());

    /// <summary>The gauge as it stands now.</summary>
    public double Gauge(string instrument) => Measured.Last(measured => measured.Instrument == instrument).Value;

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new List<string>();
        foreach (var tag in tags)
            text.Add($"{tag.Key}={tag.Value}");
        _measured.Enqueue((instrument.Name, value, string.Join(' ', text)));
    }
}
