namespace IncidentBot.Benchmarks.Limit;

/// <summary>Keeps one row, and comes back when it is durable.</summary>
internal interface ILimitStore
{
    Task WriteAsync(string key, string text);
}
