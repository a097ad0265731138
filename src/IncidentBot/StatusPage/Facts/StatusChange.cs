using System.Collections.Immutable;
using System.Text.Json;
using IncidentBot.Core.StatusPage;

namespace IncidentBot.StatusPage.Facts;

/// <summary>The change of one component by one update.</summary>
internal readonly record struct StatusChange(ComponentStatus Old, ComponentStatus New)
{
    /// <summary>The changes of an update by component id: from the state before to the state that the update names.</summary>
    public static ImmutableSortedDictionary<string, StatusChange> Between(
        IReadOnlyDictionary<string, ComponentStatus>? before,
        IReadOnlyDictionary<string, ComponentStatus> named) =>
        named.ToImmutableSortedDictionary(
            component => component.Key,
            component => new StatusChange(before?.GetValueOrDefault(component.Key) ?? ComponentStatus.Operational, component.Value),
            StringComparer.Ordinal);

    /// <summary>The JSON stored in <c>public_update.components</c>: by id, the state before and after.</summary>
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
