using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace IncidentBot.Tests.Architecture;

/// <summary>The house's rules (docs/architecture.md). Each takes a type of the shell and says what it does wrong, or null.</summary>
internal static partial class Rules
{
    public const string Shell = "IncidentBot";

    // From the top down; those in one row do not see each other. What is in no row is a feature, between the edges and Incidents.
    private static readonly string[][] Floors =
    [
        ["Subscriptions", "ExternalPages"],
        ["SlackEdge", "StatusPage"],
        [],
        ["Incidents"],
        ["Outbox", "Scheduling"],
        ["Storage"],
        ["Observability"],
        ["Configuration"],
    ];

    private const int Features = 2;

    private static readonly string[] ForbiddenEndings = ["Helper", "Helpers", "Manager", "Util", "Utils", "Base", "Impl", "Dto"];

    public static string? QuartzOnlyInScheduling(TypeMentions type) =>
        Folder(type.Type) == "Scheduling" ? null : Name(type, named => InNamespace(named, "Quartz"), "Quartz");

    public static string? MailKitOnlyInMail(TypeMentions type) =>
        InNamespace(Outermost(type.Type), "IncidentBot.Subscriptions.Mail")
            ? null
            : Name(type, named => InNamespace(named, "MailKit") || InNamespace(named, "MimeKit"), "MailKit");

    public static string? SlackOnlyAtItsEdge(TypeMentions type) =>
        Folder(type.Type) == "SlackEdge" || IsProgram(type.Type)
            ? null
            : Name(type, named => named.Assembly.GetName().Name == "IncidentBot.Slack", "Slack's protocol");

    public static string? SqlOnlyInStores(TypeMentions type)
    {
        if (Folder(type.Type) == "Storage" || Outermost(type.Type).Name is var name && (name.EndsWith("Store", StringComparison.Ordinal) || name.EndsWith("Queries", StringComparison.Ordinal)))
            return null;
        var call = type.Methods.FirstOrDefault(method => InNamespace(method.DeclaringType!, "Dapper") || IsSessionCall(method));
        var text = type.Texts.FirstOrDefault(Sql().IsMatch);
        return call is not null ? $"{type.Type} runs SQL by {call.DeclaringType!.Name}.{call.Name}" : text is not null ? $"{type.Type} holds SQL: {text.Trim()[..Math.Min(text.Trim().Length, 40)]}" : null;
    }

    public static string? ArrowsPointDown(TypeMentions type)
    {
        if (Folder(type.Type) is not { } from)
            return null;
        var wrong = type.Types.FirstOrDefault(named => Folder(named) is { } to && to != from && Floor(to) <= Floor(from));
        return wrong is null ? null : $"{type.Type} names {wrong}, which is above it or beside it";
    }

    public static string? IsInternal(TypeMentions type) =>
        type.Type.IsPublic && !IsProgram(type.Type) && !IsPage(type.Type) ? $"{type.Type} is public" : null;

    public static string? IsSealed(TypeMentions type)
    {
        var kind = type.Type;
        var open = kind is { IsClass: true, IsSealed: false, IsAbstract: false };
        // A hierarchy is closed when it stays at home: nobody in another folder derives from its root.
        var derivedAbroad = kind is { IsClass: true, IsAbstract: true, IsSealed: false }
            && kind.Assembly.GetTypes().Any(other => other.Namespace != kind.Namespace && DerivesFrom(other, kind));
        return (open || derivedAbroad) && !IsPage(kind) && !IsProgram(kind) ? $"{kind} is not sealed" : null;
    }

    public static string? SaysWhatItIs(TypeMentions type) =>
        ForbiddenEndings.FirstOrDefault(ending => type.Type.Name.Split('`')[0].EndsWith(ending, StringComparison.Ordinal)) is { } ending
            ? $"{type.Type} ends in {ending}, which says nothing"
            : null;

    /// <summary>The folder a type of the shell, or a canary playing one, lives in; null at the root and for everything else.</summary>
    private static string? Folder(Type type)
    {
        var space = type.Namespace ?? "";
        if (space.StartsWith(Canaries.Prefix, StringComparison.Ordinal))
            space = space[Canaries.Prefix.Length..];
        else if (type.Assembly.GetName().Name != Shell)
            return null;
        return space.Split('.') is ["IncidentBot", var folder, ..] ? folder : null;
    }

    private static int Floor(string folder)
    {
        var floor = Array.FindIndex(Floors, row => row.Contains(folder));
        return floor < 0 ? Features : floor;
    }

    private static string? Name(TypeMentions type, Func<Type, bool> isForbidden, string what) =>
        type.Types.FirstOrDefault(isForbidden) is { } named ? $"{type.Type} names {named}: {what} has its own place" : null;

    private static bool IsSessionCall(MethodBase method) =>
        method.DeclaringType!.FullName == "IncidentBot.Storage.DbSession" && method.Name is not "AfterCommit";

    private static bool DerivesFrom(Type type, Type root) =>
        type.BaseType is { } parent && ((parent.IsGenericType ? parent.GetGenericTypeDefinition() : parent) == root || DerivesFrom(parent, root));

    private static bool IsProgram(Type type) => type is { Namespace: null, Name: "Program" };

    /// <summary>The framework makes a Razor component public and open.</summary>
    // The Razor compiler also makes a class of _Imports.razor, which shows nothing.
    private static bool IsPage(Type type) => typeof(IComponent).IsAssignableFrom(type) || type.Name == "_Imports";

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static bool InNamespace(Type type, string space) =>
        type.Namespace is { } own && (own == space || own.StartsWith(space + ".", StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*(select\s[\s\S]*\sfrom\s|select\s1|insert\s+(or\s+\w+\s+)?into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+(table|index|unique)\s|with\s+\w+\s+as\s*\()")]
    private static partial Regex Sql();
}
