using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>The choices of a menu, options or option groups, with unique values.</summary>
internal sealed record Choices
{
    private readonly IReadOnlyList<Option> _options = [];
    private readonly IReadOnlyList<OptionGroup> _groups = [];

    public Choices(IReadOnlyList<Option> options, int max, string what)
    {
        _options = Limit.Count(options, 1, max, what);
        Limit.Unique(_options.Select(option => option.Value), $"Values of {what}");
    }

    public Choices(IReadOnlyList<OptionGroup> groups, string what)
    {
        _groups = Limit.Count(groups, 1, 100, $"Groups of {what}");
        Limit.Unique(All.Select(option => option.Value), $"Values of {what}");
    }

    private IEnumerable<Option> All => _options.Concat(_groups.SelectMany(group => group.Options));

    /// <summary>Slack compares all members of the initial option with the options.</summary>
    public void MustHold(IEnumerable<Option> initial)
    {
        foreach (var option in initial)
        {
            if (!All.Contains(option))
                throw new ArgumentException($"The initial option \"{option.Value}\" must equal one of the options.", nameof(initial));
        }
    }

    public void WriteMembers(Utf8JsonWriter writer)
    {
        writer.List("options", _options, option => option.Write(writer));
        writer.List("option_groups", _groups, group => group.Write(writer));
    }
}
