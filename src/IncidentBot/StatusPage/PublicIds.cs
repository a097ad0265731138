using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.StatusPage;

/// <summary>
/// The ids in the JSON: twelve characters of <c>a-z0-9</c>, derived from values that never change.
/// Clients store them: after a change here every client would report new incidents.
/// </summary>
internal static class PublicIds
{
    private const string Characters = "abcdefghijklmnopqrstuvwxyz0123456789";

    public static string Page { get; } = Make("page");

    public static string Incident(long number) => Make(string.Create(CultureInfo.InvariantCulture, $"incident/{number}"));

    public static string Update(long incident, long number) =>
        Make(string.Create(CultureInfo.InvariantCulture, $"incident/{incident}/update/{number}"));

    /// <summary>An event of an incident that is not an update: a correction, or the merge into another incident.</summary>
    public static string FollowUpNotice(long incident, long version) =>
        Make(string.Create(CultureInfo.InvariantCulture, $"incident/{incident}/version/{version}"));

    /// <param name="change">The id of the update or notice that changed the component.</param>
    /// <param name="component">The id of the component.</param>
    public static string ComponentChange(string change, string component) => Make($"change/{change}/component/{component}");

    public static string Maintenance(long number) => Make(string.Create(CultureInfo.InvariantCulture, $"maintenance/{number}"));

    public static string MaintenanceUpdate(long maintenance, long number) =>
        Make(string.Create(CultureInfo.InvariantCulture, $"maintenance/{maintenance}/update/{number}"));

    public static string Group(string heading) => Make($"group/{heading}");

    private static string Make(string name) =>
        string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(name)).Take(12).Select(part => Characters[part % Characters.Length]));
}
