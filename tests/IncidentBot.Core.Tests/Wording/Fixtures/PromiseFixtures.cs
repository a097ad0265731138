using IncidentBot.Core.Wording;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording.Fixtures;

internal static class PromiseFixtures
{
    private static readonly Instant Now = FixtureList.Now;

    public static IEnumerable<Fixture> All =>
    [
        .. new FixtureList("NEXT-MISSING")
            .Lacks("Sign-in fails. We are restarting it.", FindingLevel.Error)
            .Lacks("Sign-in fails. We will keep you updated.")
            .Lacks("Sign-in fails. We will write shortly.")
            .Lacks("Sign-in fails. News will follow as soon as we know more.")
            .Lacks("Sign-in fails since 14:00 UTC. Please follow this page for updates.")
            .Lacks("Sign-in fails. The provider we use will update us in 30 minutes.")
            .Lacks("Sign-in fails. We expect an update from AWS by 15:00 UTC.")
            .Lacks("Sign-in fails. We wait for an update of the carrier, due at 15:00 UTC.")
            .Lacks("Sign-in fails. We are deploying a software update in 30 minutes.")
            .Lacks("Sign-in fails since we deployed an update at 14:00 UTC.")
            .Lacks("As we said in our update at 14:00 UTC, sign-in fails.")
            .Lacks("Status updates of builds arrive 30 minutes late.")
            .Lacks("We will update the configuration at 15:00 UTC.")
            .Lacks("Sign-in fails. The fix will be live by 15:00 UTC.")
            .Good("Next update by 15:30 UTC.")
            .Good("Next update in 30 minutes.")
            .Good("NEXT UPDATE - 15:30 UTC")
            .Good("Next update by:\n15:30 UTC")
            .Good("Next update ETA: 14:20 UTC")
            .Good("The next update will be posted at about 4:30 pm ET.")
            .Good("You get another update from us within the hour.")
            .Good("We will post again at 14:20 UTC.")
            .Good("We'll be back with more in 25 minutes.")
            .Good("We should have more information in the next 15 minutes.")
            .Good("By 14:30 UTC we will share what we know.")
            .Good("Please check back in half an hour.")
            .Good("Updates every 30 minutes until this is fixed.")
            .Good("We are updating this page hourly.")
            .Good("We send hourly updates.")
            .Good("We will watch it, and will post by 14:30 UTC.")
            .Good("It should be done by 14:20 UTC. We will update here then.")
            .Good("You will hear from us again by 14:25 UTC.")
            .Good("Expect an update from us by 14:15 UTC.")
            .Good("An update is planned for 14:30 UTC.")
            .Good("We watch it for the next 30 minutes and then update you.")
            .Good("The carrier will call us back, and we will post here by 14:30 UTC.")
            .Good("Update in 15 min.")
            .Good("Sign-in fails. We are restarting it.", post => post with { NextUpdateAt = Now + Duration.FromMinutes(30) }),
        .. new FixtureList("NEXT-VAGUE")
            .Bad("Sign-in fails. We will write shortly with an update.", "shortly", FindingLevel.Warning)
            .Bad("An update will follow soon.", "soon")
            .Bad("We will provide more details as they become available.", "as they become available")
            .Bad("We will update this page once we have more details.", "once we have more details")
            .Bad("We will post an update in a few minutes.", "a few minutes")
            .Bad("We will keep you informed as we make progress.", "as we make progress")
            .Bad("You get regular updates.", "regular")
            .Good("We will post an update as soon as we know more, at the latest by 14:30 UTC.")
            .Good("The fix goes out shortly. Next update by 14:30 UTC.")
            .Good("The fix will be deployed shortly.")
            .Good("Restarts will happen as needed. Next update in 20 minutes.")
            .Good("An update will follow soon.", post => post with { State = PostState.Resolved }),
        .. new FixtureList("NEXT-TOO-FAR")
            .Bad("Next update in 45 minutes.", "45 minutes", FindingLevel.Warning)
            .Bad("Next update within the hour.", "the hour", FindingLevel.Warning)
            .Bad("Next update by 14:50 UTC.", "14:50", FindingLevel.Warning)
            .Bad("Next update in 2 hours.", "2 hours", FindingLevel.Error)
            .Bad("Next update by 18:00 UTC.", "18:00", FindingLevel.Error)
            .Bad("Next update tomorrow.", "tomorrow", FindingLevel.Error)
            .Good("Next update in 30 minutes.")
            .Good("Next update by 14:30 UTC.")
            .Good("Next update by 14:31 UTC.")
            .Good("We expect the repair to take 3 hours. Next update in 30 minutes.")
            .Good("Next update by 18:00 UTC.", post => post with { At = null })
            .Good("Next update by 00:15 UTC.", post => post with { At = Instant.FromUtc(2026, 3, 2, 23, 50) }),
        .. new FixtureList("NEXT-BROKEN")
            .Lacks("We are still moving traffic. Next update by 14:30 UTC.", FindingLevel.Warning, Promised("Next update in 30 minutes.", minutesAgo: 43))
            .Lacks("We are still moving traffic.", FindingLevel.Hint, Promised("Next update in 30 minutes.", minutesAgo: 33))
            .Lacks("We are still moving traffic.", null, Promised("Next update by 13:45 UTC.", minutesAgo: 60))
            .Good("This update is later than we promised. We are still moving traffic.", Promised("Next update in 30 minutes.", minutesAgo: 43))
            .Good("Sorry for the wait: we are still moving traffic.", Promised("Next update in 30 minutes.", minutesAgo: 43))
            .Good("We are still moving traffic.", Promised("Next update in 30 minutes.", minutesAgo: 30))
            .Good("We are still moving traffic.", Promised("Next update shortly.", minutesAgo: 300))
            .Good("Sign-in works again.", post => Promised("Next update in 30 minutes.", minutesAgo: 43)(post) with { State = PostState.Resolved }),
        .. new FixtureList("ETA-FIRM")
            .Bad("Sign-in will be fixed by 15:00 UTC.", "will be fixed by 15:00")
            .Bad("ETA ~1h.", "ETA ~1h")
            .Bad("The service will be restored within 2 hours.", "will be restored within 2 hours")
            .Bad("The repair will take 45 minutes.", "repair will take 45 minutes")
            .Good("We expect about an hour; next update by 14:30 UTC.")
            .Good("It should be done by 15:00 UTC.")
            .Good("We estimate another 45 minutes.")
            .Good("We cannot give an ETA yet.")
            .Good("We will post the next update in 30 minutes.")
            .Good("A fix will be deployed. Next update by 14:30 UTC.")
            .Good("Service was restored within 20 minutes.")
            .Good("The service will be restored within 2 hours.", post => post with { State = PostState.Resolved }),
        .. new FixtureList("ETA-SLIPPED")
            .Lacks("We are still rebuilding the index.", FindingLevel.Error, Promised("We expect another 20 minutes until search works.", minutesAgo: 40))
            .Lacks("We are still rebuilding the index. Next update in 30 minutes.", null, Promised("Search should be back by 13:40 UTC.", minutesAgo: 60))
            .Lacks("We keep rebuilding the index.", null, Promised("ETA 30 minutes.", minutesAgo: 60))
            .Good("It is taking a bit longer than we thought. We are still rebuilding the index.", Promised("We expect another 20 minutes until search works.", minutesAgo: 40))
            .Good("The rebuild runs behind plan; our new estimate is 30 minutes.", Promised("Search should be back by 13:40 UTC.", minutesAgo: 60))
            .Good("We are still rebuilding the index.", Promised("We expect another 60 minutes until search works.", minutesAgo: 40))
            .Good("The fix is in place and search is recovering.", Promised("We expect another 20 minutes until search works.", minutesAgo: 40))
            .Good("We are still rebuilding the index.", Promised("Next update in 20 minutes.", minutesAgo: 40)),
    ];

    private static Func<PublicPost, PublicPost> Promised(string text, int minutesAgo) =>
        post => post with { Previous = [new EarlierPost(text, PostState.Identified, Now - Duration.FromMinutes(minutesAgo))] };
}
