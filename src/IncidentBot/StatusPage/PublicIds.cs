using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.StatusPage;

/// <summary>
/// The ids readers of the JSON keep: twelve characters of <c>a-z0-9</c>, made from what never changes. Changing anything here makes
/// every client see new incidents.
/// </summary>
internal static class PublicIds
{
    private const string Characters = "abcdefghijklmnopqrstuvwxyz0123456789";

    public static string Page { get; } = Make("page");

    public static string Incident(long number) => Make(string.Create(CultureInfo.InvariantCulture, $"incident/{number}"));

    public static string Update(long incident, long number) => Make(string.Create(CultureInfo.InvariantCulture, $"incident/{incident}/update/{number}"));

    /// <summary>What happened to an incident by this version of it, besides an update: a correction, or that it goes on in another.</summary>
    public static string FollowUpNotice(long incident, long version) => Make(string.Create(CultureInfo.InvariantCulture, $"incident/{incident}/version/{version}"));

    /// <param name="change">The id of the update or notice by which a component changed.</param>
    /// <param name="component">The component's id.</param>
    public static string ComponentChange(string change, string component) => Make($"change/{change}/component/{component}");

    public static string Maintenance(long number) => Make(string.Create(CultureInfo.InvariantCulture, $"maintenance/{number}"));

    public static string MaintenanceUpdate(long maintenance, long number) => Make(string.Create(CultureInfo.InvariantCulture, $"maintenance/{maintenance}/update/{number}"));

    public static string Group(string heading) => Make($"group/{heading}");

    private static string Make(string name) =>
        string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(name)).Take(12).Select(part => Characters[part % Characters.Length]));
}
