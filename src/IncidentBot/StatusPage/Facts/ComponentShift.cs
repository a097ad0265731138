using System.Collections.Immutable;
using System.Text.Json;
using IncidentBot.Core.StatusPage;

namespace IncidentBot.StatusPage.Facts;

/// <summary>What one update did to one component.</summary>
internal readonly record struct ComponentShift(ComponentStatus Old, ComponentStatus New)
{
    /// <summary>What an update changed, by component id: what was held before against what the update names.</summary>
    public static ImmutableSortedDictionary<string, ComponentShift> Between(
        IReadOnlyDictionary<string, ComponentStatus>? before,
        IReadOnlyDictionary<string, ComponentStatus> named) =>
        named.ToImmutableSortedDictionary(
            component => component.Key,
            component => new ComponentShift(before?.GetValueOrDefault(component.Key) ?? ComponentStatus.Operational, component.Value),
            StringComparer.Ordinal);

    /// <summary>The form kept in <c>public_update.components</c>: id to the words before and after.</summary>
    public static string Write(IReadOnlyDictionary<string, ComponentShift> shifts) =>
        JsonSerializer.Serialize(shifts.ToDictionary(
            shift => shift.Key,
            shift => new Dictionary<string, string> { ["old"] = shift.Value.Old.Word(), ["new"] = shift.Value.New.Word() }));

    public static ImmutableSortedDictionary<string, ComponentShift> Read(string json) =>
        (JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(json) ?? []).ToImmutableSortedDictionary(
            shift => shift.Key,
            shift => new ComponentShift(Status(shift.Value["old"]), Status(shift.Value["new"])),
            StringComparer.Ordinal);

    private static ComponentStatus Status(string word) =>
        PublicWords.TryParse(word, out ComponentStatus status)
            ? status
            : throw new InvalidDataException("A public update names a component status that this version does not know.");
}
