namespace IncidentBot.Benchmarks.Limit;

/// <summary>Stores one row, and returns when it is durable.</summary>
internal interface ILimitStore
{
    Task WriteAsync(string key, string text);
}
