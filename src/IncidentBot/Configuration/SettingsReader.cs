using NodaTime;

namespace IncidentBot.Configuration;

/// <summary>A key that was asked for: what the documentation must list.</summary>
/// <param name="Pattern">The key with placeholders for names a team chooses: <c>Severities:{Severity}:Rank</c>.</param>
/// <param name="Default">What holds when it is not set, as text; empty for nothing.</param>
internal sealed record AskedKey(string Pattern, string Default);

/// <summary>
/// Reads one section and collects what is wrong with it instead of throwing, so that an operator sees every mistake at once.
/// It remembers which keys were asked for: any other key in the section is a typo, and the documentation must name exactly these.
/// </summary>
internal sealed class SettingsReader
{
    private readonly IConfiguration configuration;
    private readonly Notes notes;

    public SettingsReader(IConfiguration configuration)
        : this(configuration, new Notes(), "", "")
    {
    }

    private SettingsReader(IConfiguration configuration, Notes notes, string path, string pattern)
    {
        this.configuration = configuration;
        this.notes = notes;
        Path = path;
        Pattern = pattern;
    }

    public IReadOnlyList<ConfigurationProblem> Problems => notes.Problems;

    public IReadOnlyCollection<AskedKey> Asked => notes.Asked.Values;

    /// <summary>The name of the section this reader stands in; empty at the top.</summary>
    public string Name => Path[(Path.LastIndexOf(':') + 1)..];

    private string Path { get; }

    private string Pattern { get; }

    public SettingsReader Section(string name) => new(configuration, notes, Join(Path, name), Join(Pattern, name));

    /// <summary>A reader for each named entry of this section, in the order of the names.</summary>
    public IReadOnlyList<SettingsReader> Entries(string placeholder) =>
    [
        .. configuration.GetSection(Path).GetChildren()
            .Where(child => !child.Key.EndsWith(FileValues.Suffix, StringComparison.OrdinalIgnoreCase))
            .Select(child => Entry(child.Key, placeholder)),
    ];

    public SettingsReader Entry(string name, string placeholder) => new(configuration, notes, Join(Path, name), Join(Pattern, $"{{{placeholder}}}"));

    /// <summary>The value without white space around it; null when it is not set or blank.</summary>
    public string? Text(string key, string fallback = "")
    {
        Ask(key, fallback);
        var value = configuration[Join(Path, key)]?.Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>A list written as <c>key:0</c>, <c>key:1</c> … or as one value with commas; empty when not set.</summary>
    public IReadOnlyList<string> List(string key)
    {
        var single = Text(key);
        var items = configuration.GetSection(Join(Path, key)).GetChildren()
            .Where(child => int.TryParse(child.Key, out _))
            .Select(child => child.Value);
        return
        [
            .. (single?.Split(',') ?? []).Concat(items)
                .Select(item => item?.Trim() ?? "")
                .Where(item => item.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    public Duration Duration(string key, Duration fallback)
    {
        if (Text(key, DurationText.Format(fallback)) is not { } text)
            return fallback;
        if (DurationText.TryParse(text, out var duration) && duration > NodaTime.Duration.Zero)
            return duration;
        Problem(key, $"\"{text}\" is not {DurationText.Forms}, more than zero and at most a year.");
        return fallback;
    }

    /// <summary>A whole number from 1; null when it is not set.</summary>
    public int? Number(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (int.TryParse(text, out var number) && number > 0)
            return number;
        Problem(key, $"\"{text}\" is not a whole number from 1.");
        return null;
    }

    public bool Switch(string key, bool fallback)
    {
        if (Text(key, fallback ? "true" : "false") is not { } text)
            return fallback;
        if (bool.TryParse(text, out var on))
            return on;
        Problem(key, $"\"{text}\" is neither true nor false.");
        return fallback;
    }

    public T Choice<T>(string key, T fallback)
        where T : struct, Enum
    {
        if (Text(key, fallback.ToString()) is not { } text)
            return fallback;
        if (!int.TryParse(text, out _) && Enum.TryParse<T>(text, ignoreCase: true, out var choice))
            return choice;
        Problem(key, $"\"{text}\" is none of {string.Join(", ", Enum.GetNames<T>())}.");
        return fallback;
    }

    /// <summary>An absolute http or https address without a query.</summary>
    public Uri? Address(string key, string? fallback)
    {
        var text = Text(key, fallback ?? "") ?? fallback;
        if (text is null)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Query.Length == 0 && address.Fragment.Length == 0)
            return address;
        Problem(key, $"\"{text}\" is not a full web address such as {fallback ?? "https://status.example.com"}.");
        return null;
    }

    public void Problem(string key, string sentence) => notes.Problems.Add(new ConfigurationProblem(Join(Path, key), sentence));

    /// <summary>Reports every key set in these sections that nobody asked for, with the nearest that exists.</summary>
    public void RefuseUnknownKeys(IReadOnlyList<string> sections)
    {
        foreach (var section in sections)
        {
            // A section's own bare value is not ours to judge: an unrelated environment variable may bear its name.
            foreach (var (key, value) in configuration.GetSection(section).AsEnumerable().OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase))
            {
                if (value is null || key.Equals(section, StringComparison.OrdinalIgnoreCase) || notes.Paths.Contains(Plain(key)))
                    continue;
                var nearest = NearestName.Find(Plain(key), notes.Paths);
                notes.Problems.Add(new ConfigurationProblem(key, nearest is null
                    ? "there is no such key; docs/configuration.md lists them all."
                    : $"there is no such key; did you mean {nearest}? docs/configuration.md lists them all."));
            }
        }
    }

    /// <summary>The key without the suffix for files and without the position in a list.</summary>
    private static string Plain(string key)
    {
        if (key.EndsWith(FileValues.Suffix, StringComparison.OrdinalIgnoreCase))
            key = key[..^FileValues.Suffix.Length];
        var last = key.LastIndexOf(':');
        return last > 0 && int.TryParse(key[(last + 1)..], out _) ? key[..last] : key;
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : key.Length == 0 ? path : $"{path}:{key}";

    private void Ask(string key, string fallback)
    {
        notes.Paths.Add(Join(Path, key));
        notes.Asked.TryAdd(Join(Pattern, key), new AskedKey(Join(Pattern, key), fallback));
    }

    private sealed class Notes
    {
        public List<ConfigurationProblem> Problems { get; } = [];

        public HashSet<string> Paths { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Dictionary<string, AskedKey> Asked { get; } = new(StringComparer.Ordinal);
    }
}
