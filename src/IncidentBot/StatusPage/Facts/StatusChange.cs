using System.Collections.Immutable;
using System.Text.Json;
using IncidentBot.Core.StatusPage;

namespace IncidentBot.StatusPage.Facts;

/// <summary>What one update did to one component.</summary>
internal readonly record struct StatusChange(ComponentStatus Old, ComponentStatus New)
{
    /// <summary>What an update changed, by component id: what was held before against what the update names.</summary>
    public static ImmutableSortedDictionary<string, StatusChange> Between(
        IReadOnlyDictionary<string, ComponentStatus>? before,
        IReadOnlyDictionary<string, ComponentStatus> named) =>
        named.ToImmutableSortedDictionary(
            component => component.Key,
            component => new StatusChange(before?.GetValueOrDefault(component.Key) ?? ComponentStatus.Operational, component.Value),
            StringComparer.Ordinal);

    /// <summary>The form kept in <c>public_update.components</c>: id to the words before and after.</summary>
    public static string Write(IReadOnlyDictionary<string, StatusChange> changes) =>
        JsonSerializer.Serialize(changes.ToDictionary(
            change => change.Key,
            change => new Dictionary<string, string> { ["old"] = change.Value.Old.Word(), ["new"] = change.Value.New.Word() }));

    public static ImmutableSortedDictionary<string, StatusChange> Read(string json) =>
        (JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(json) ?? []).ToImmutableSortedDictionary(
            change => change.Key,
            change => new StatusChange(Status(change.Value["old"]), Status(change.Value["new"])),
            StringComparer.Ordinal);

    private static ComponentStatus Status(string word) =>
        PublicWords.TryParse(word, out ComponentStatus status)
            ? status
            : throw new InvalidDataException("A public update names a component status that this version does not know.");
}
