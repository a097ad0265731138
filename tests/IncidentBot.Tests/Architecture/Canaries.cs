using System.Diagnostics.CodeAnalysis;
using Dapper;
using IncidentBot.Slack.Requests;
using IncidentBot.Storage;
using MimeKit;
using Quartz;

// Types that break the house's rules on purpose, each one rule. They play types of the shell: their namespaces are the shell's
// behind a prefix. A rule that lets its canary pass protects nothing.
#pragma warning disable CA1812, CA1852 // Never used and not sealed: that is the point.

namespace IncidentBot.Tests.Architecture
{
    internal static class Canaries
    {
        public const string Prefix = "Canary.";
    }
}

namespace Canary.IncidentBot.Configuration
{
    internal sealed class LowestFloor;
}

namespace Canary.IncidentBot.Storage
{
    internal sealed class LowFloor
    {
        public static object Look() => new Configuration.LowestFloor();
    }
}

namespace Canary.IncidentBot.Incidents
{
    internal sealed class NamesQuartzInABody
    {
        public static object Look() => new Func<string>(() => typeof(IJob).Name);
    }

    internal sealed class NamesMimeKitInASignature
    {
        public static string? Look(MimeMessage? message) => message?.ToString();
    }

    internal sealed class NamesSlackInASignature
    {
        public static string? Look(SlashCommand? command) => command?.ToString();
    }

    internal sealed class RunsSqlByTheSession
    {
        public static Func<DbSession, Task<int>> Look() => async session => await session.SingleAsync<int>(string.Concat("sel", "ect 1"));
    }

    internal sealed class RunsSqlByDapper
    {
        public static int Look(System.Data.IDbConnection connection, string text) => connection.Execute(text);
    }

    internal sealed class HoldsSql
    {
        public const string Text =
            """
            select id
            from incident
            """;
    }

    internal sealed class IncidentQueries
    {
        public const string Text = "delete from incident";
    }

    internal sealed class LooksUp
    {
        public static async Task<object> Look()
        {
            await Task.Yield();
            return new Paging.Feature();
        }
    }

    internal sealed class LooksDown
    {
        public static object Look() => new Storage.LowFloor();
    }

    [SuppressMessage("Maintainability", "CA1515", Justification = "That is the point.")]
    public sealed class PublicType;

    internal class OpenType;

    internal abstract record ClosedHierarchy
    {
        private ClosedHierarchy()
        {
        }

        public sealed record Only : ClosedHierarchy;
    }

    internal abstract class DerivedFromAbroad;

    internal sealed class RoomHelper;
}

namespace Canary.IncidentBot.Paging
{
    internal sealed class Feature;

    internal sealed class DerivesFromAbroad : Incidents.DerivedFromAbroad;
}

namespace Canary.IncidentBot.Reminders
{
    internal sealed class LooksBeside
    {
        public static Type Look() => typeof(List<Paging.Feature>);
    }
}
