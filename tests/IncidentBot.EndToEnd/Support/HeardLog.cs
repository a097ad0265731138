using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentBot.EndToEnd.Support;

/// <summary>Everything that a running bot logs from now on, before redaction: messages, their parameters, scopes and exceptions.</summary>
internal sealed class HeardLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<(LogLevel Level, string Line)> lines = [];
    private IExternalScopeProvider? scopes;

    public string Everything => string.Join('\n', lines.Select(line => line.Line));

    public IReadOnlyList<string> Errors => [.. lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Line)];

    public static HeardLog Of(World world)
    {
        var heard = new HeardLog();
        world.Services.GetRequiredService<ILoggerFactory>().AddProvider(heard);
        return heard;
    }

    public ILogger CreateLogger(string categoryName) => new Ear(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Ear(HeardLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = new StringBuilder($"{logLevel} {category} {formatter(state, exception)} {exception}");
            if (state is IEnumerable<KeyValuePair<string, object?>> holes)
                line.AppendJoin(' ', holes);
            log.scopes?.ForEachScope(static (scope, into) => into.Append(' ').Append(scope is IEnumerable<KeyValuePair<string, object?>> named ? string.Join(' ', named) : scope), line);
            log.lines.Enqueue((logLevel, line.ToString()));
        }
    }
}
