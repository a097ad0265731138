using IncidentBot.Wording;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording.Fixtures;

internal static class MaintenanceFixtures
{
    private const string Whole =
        "We are moving the database of Git Operations on 14 March 2026 from 02:00 to 04:00 UTC. During this time pushes fail with error 503 for all customers. Questions: support@example.com.";

    private static readonly PublicPost Notice = new("", PostState.Scheduled) { Kind = PostKind.Maintenance, At = FixtureList.Now };

    public static IEnumerable<Fixture> All =>
    [
        .. new FixtureList("MAINT-FIELDS", Notice)
            .Lacks("There will be planned work during this time.", FindingLevel.Error)
            .Lacks("We are moving the database of Git Operations on 14 March 2026 from 02:00 to 04:00 UTC. Questions: support@example.com.")
            .Lacks("We are moving the database of Git Operations on 14 March 2026 from 02:00 to 04:00. Pushes fail for all customers. Questions: support@example.com.")
            .Lacks("We are moving the database of Git Operations on 14 March 2026 at 02:00 UTC. Pushes fail for all customers. Questions: support@example.com.")
            .Lacks("We are moving the database of Git Operations on 14 March 2026 from 02:00 to 04:00 UTC. Pushes fail for all customers.")
            .Good(Whole)
            .Good("On 14 March 2026 at 02:00 UTC we restart the API. It takes 10 minutes, in which requests of all customers fail. Contact support@example.com if you have questions.")
            .Good("We upgrade the Dashboard on 2026-03-14, 02:00-04:00 UTC, without downtime. No customer needs to do anything. Questions: support@example.com.")
            .Good("Pushes fail for all customers while we move the database of Git Operations. Questions: support@example.com.", post => post with { StartsAt = FixtureList.Now + Duration.FromDays(12), EndsAt = FixtureList.Now + Duration.FromDays(13) })
            .Good("Step 2 of 3 is done.", post => post with { State = PostState.InProgress }),
        .. new FixtureList("MAINT-IMPACT-VAGUE", Notice)
            .Bad("The Dashboard may be unavailable.", "may be unavailable", FindingLevel.Warning)
            .Bad("Customers might experience slow pages.", "might experience slow pages")
            .Bad("There is a possibility of a slight delay.", "possibility of a slight")
            .Good("The Dashboard is unavailable for up to 5 minutes; builds keep running.")
            .Good("Pushes fail with error 503.")
            .Good("You may retry failed builds.")
            .Good("The Dashboard may be unavailable.", post => post with { Kind = PostKind.Incident, State = PostState.Identified }),
        .. new FixtureList("MAINT-NOTICE", Notice)
            .Bad($"{Whole} It starts in 5 days.", "starts in 5 days", FindingLevel.Warning)
            .Bad($"{Whole} This is a week from now.", "a week from now")
            .Lacks("We replace a network card on 4 March 2026 from 02:00 to 04:00 UTC.", FindingLevel.Error)
            .Good(Whole)
            .Good($"{Whole} It starts in 12 days.")
            .Good($"{Whole} Backups are kept for 30 days.")
            .Good("We are sorry for the short notice: on 4 March 2026 from 02:00 to 04:00 UTC we replace a network card to prevent an outage.")
            .Good("We replace a network card on 4 March 2026 from 02:00 to 04:00 UTC.", post => post with { At = null }),
        .. new FixtureList("MAINT-PROGRESS", Notice with { State = PostState.InProgress })
            .Lacks("The planned maintenance is in progress. We will provide updates.", FindingLevel.Warning)
            .Lacks("The maintenance has started.")
            .Lacks("The maintenance has been completed successfully.", null, post => post with { State = PostState.Completed })
            .Good("Step 2 of 3 is done; we are on track for 04:00 UTC.")
            .Good("The database has been copied, and we switch over next.")
            .Good("The maintenance is complete, and pushes work again.", post => post with { State = PostState.Completed })
            .Good("The planned maintenance is in progress.", post => post with { Kind = PostKind.Incident, State = PostState.Identified }),
    ];
}
