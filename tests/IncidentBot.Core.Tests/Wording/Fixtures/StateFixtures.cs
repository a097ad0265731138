using IncidentBot.Wording;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording.Fixtures;

internal static class StateFixtures
{
    private static readonly Instant Now = FixtureList.Now;

    public static IEnumerable<Fixture> All =>
    [
        .. new FixtureList("STATE-RESOLVED-EARLY", PostState.Monitoring)
            .Bad("The issue has been resolved.", "resolved", FindingLevel.Error)
            .Bad("We believe the issue is now resolved and continue to watch.", "resolved")
            .Bad("Resolved: sign-in works again.", "Resolved")
            .Bad("This appears to be resolved.", "resolved")
            .Bad("The problem seems to have been resolved.", "resolved")
            .Bad("This should be resolved now.", "resolved")
            .Bad("We have the all-clear.", "all-clear")
            .Bad("All clear, sign-in works.", "All clear")
            .Bad("We did not expect it, but the incident is fully resolved.", "resolved")
            .Bad("We've resolved the problem with logins.", "resolved")
            .Bad("The outage was resolved at 15:10 UTC.", "resolved")
            .Bad("As of 15:00 UTC the issue is resolved.", "resolved")
            .Bad("The issue was resolved by taking a change back.", "resolved")
            .Bad("We can confirm that the incident has been resolved.", "resolved")
            .Bad("The issue has been resolved for everyone.", "resolved")
            .Good("We believe this is fixed and are monitoring.")
            .Good("The issue is not yet fully resolved.")
            .Good("We will post again once the issue has been resolved.")
            .Good("This hasn't been resolved for everyone.")
            .Good("We are monitoring before marking this resolved.")
            .Good("An earlier fix resolved one component.")
            .Good("A restart resolved the errors in one region; we are working on the rest.")
            .Good("It is resolved for some customers.")
            .Good("It has been resolved for 80% of customers.")
            .Good("It has been resolved in the EU; we are working on the US.")
            .Good("We expect it to be resolved shortly.")
            .Good("It should be resolved within 30 minutes.")
            .Good("DNS names are resolved slowly.")
            .Good("The app resolved names slowly.")
            .Good("The cause is unresolved.")
            .Good("We want this resolved as quickly as you do.")
            .Good("A similar issue that was resolved on 2 March 2026 is unrelated.")
            .Good("We are verifying that the issue has been resolved.")
            .Good("Two of three problems are resolved.")
            .Good("Tickets marked as resolved are not shown.")
            .Good("Deleting all clear text logs fails.")
            .Good("The issue has been resolved.", post => post with { State = PostState.Resolved }),
        .. new FixtureList("STATE-STILL-MONITORING", PostState.Resolved)
            .Bad("This is resolved. We are still monitoring.", "monitoring", FindingLevel.Error)
            .Bad("This is resolved and we will continue to monitor it.", "monitor")
            .Bad("Fixed. We'll keep watching the service closely.", "watching")
            .Bad("All of it works. We will keep an eye on it.", "eye")
            .Bad("It is over. Monitoring for further errors.", "Monitoring")
            .Bad("Our team will continue monitoring to ensure stability.", "monitoring")
            .Good("After monitoring for an hour we saw no more errors.")
            .Good("We have been monitoring since 12:00 UTC and it is stable.")
            .Good("We are adding monitoring so that it cannot happen unseen.")
            .Good("We will improve our monitoring.")
            .Good("To prevent this, we will monitor the size of the queue.")
            .Good("Monitoring dashboards work again.")
            .Good("Your monitors will continue to run as normal.")
            .Good("We are no longer monitoring it.")
            .Good("Customers were unable to watch videos between 14:00 and 14:20 UTC.")
            .Good("We are still monitoring.", post => post with { State = PostState.Monitoring }),
        .. new FixtureList("STATE-SKIP", PostState.Resolved)
            .Lacks("Sign-in works again.", FindingLevel.Warning, After(120, PostState.Investigating, PostState.Identified))
            .Lacks("Sign-in works again.", FindingLevel.Hint, After(20, PostState.Investigating))
            .Lacks("Sign-in works again.", FindingLevel.Warning, post => post with { Previous = [new EarlierPost("Sign-in fails.", PostState.Identified)] })
            .Good("Sign-in works again.", After(120, PostState.Investigating, PostState.Monitoring))
            .Good("Sign-in works again.", After(120, PostState.Monitoring, PostState.Resolved))
            .Good("Sign-in works again.")
            .Good("Sign-in works again.", post => After(120, PostState.Investigating)(post) with { State = PostState.Monitoring }),
        .. new FixtureList("STATE-BACK", PostState.Investigating)
            .Lacks("We are looking for the cause.", FindingLevel.Hint, After(30, PostState.Identified))
            .Lacks("Sign-in fails for some accounts.", null, After(30, PostState.Resolved))
            .Lacks("We are moving traffic.", null, post => After(30, PostState.Monitoring)(post) with { State = PostState.Identified })
            .Good("The errors have returned, so we are looking for the cause again.", After(30, PostState.Identified))
            .Good("The first fix did not help. We are looking further.", After(30, PostState.Monitoring))
            .Good("We are looking for the cause.", After(30, PostState.Investigating))
            .Good("We are looking for the cause.")
            .Good("We found the cause.", post => After(30, PostState.Investigating)(post) with { State = PostState.Identified }),
        .. new FixtureList("EMPTY-UPDATE")
            .Lacks("We are continuing to investigate this issue.", FindingLevel.Warning, After(30, PostState.Investigating))
            .Lacks("Pages load slowly in the EU.", null, post => post with { Previous = [new EarlierPost("Pages load slowly in the EU.", PostState.Identified)] })
            .Lacks("The cause has been identified and the team is working on a fix.", null, After(30, PostState.Investigating))
            .Lacks("We are still working on this and will update you soon. Thank you for your patience.", null, After(30, PostState.Investigating))
            .Good("No change: we are still investigating. Next update by 14:30 UTC.", After(30, PostState.Investigating))
            .Good("We are copying the index to a new machine; a third is done.", After(30, PostState.Investigating))
            .Good("We are continuing to investigate this issue.")
            .Good("We took back the change of 13:10 UTC and watch the error rate.", After(30, PostState.Investigating)),
        .. new FixtureList("RESOLVED-EMPTY", PostState.Resolved)
            .Lacks("This incident has been resolved.", FindingLevel.Warning)
            .Lacks("All is well again. Thank you for your patience.")
            .Lacks("We have put this right and will share a review.")
            .Good("Between 18:00 and 18:23 UTC sign-in failed. You need not do anything.")
            .Good("Sign-in failed for accounts in the EU.")
            .Good("It is over; please retry what you missed."),
        .. new FixtureList("RESOLVED-ACTION", PostState.Resolved)
            .Lacks("Between 18:00 and 18:23 UTC sign-in failed.", FindingLevel.Error)
            .Lacks("This is resolved. We are sorry.")
            .Lacks("Sign-in works again. If you still see errors, contact support@example.com.")
            .Good("Sign-in works again and no action is needed.")
            .Good("You need not do anything.")
            .Good("Your projects are ready for use and nothing else is required of you.")
            .Good("Please retry builds that failed between 18:00 and 18:23 UTC.")
            .Good("You can use Webhooks as normal again.")
            .Good("Failed deliveries have been automatically retried.")
            .Good("If a page looks old, reload your browser."),
        .. new FixtureList("DATA-LOSS", PostState.Resolved)
            .Lacks("Some records were missing between 18:00 and 18:23 UTC.", FindingLevel.Warning)
            .Lacks("Reports work again.", null, post => post with { Previous = [new EarlierPost("Reports show incorrect data.", PostState.Identified)] })
            .Lacks("Uploads work again.", null, post => post with { IsAboutData = true })
            .Good("Some records were missing between 18:00 and 18:23 UTC. No data was lost.")
            .Good("Missing events were recovered from our backup, and all events are present.")
            .Good("Files uploaded between 18:00 and 18:23 UTC were permanently lost; data from before is intact.")
            .Good("Sign-in works again."),
        .. new FixtureList("POSTMORTEM-PROMISE", PostState.Resolved)
            .Bad("Sign-in works again. We will publish a post-mortem.", "will publish a post-mortem", FindingLevel.Hint)
            .Bad("A full incident report will follow.", "incident report will follow")
            .Bad("We are going to conduct a root cause analysis.", "going to conduct a root cause analysis")
            .Good("We will publish a post-mortem by 11 May 2026.")
            .Good("A report follows within 5 days: our post-mortem will be shared here in 5 days.")
            .Good("The post-mortem is attached.")
            .Good("We will publish a post-mortem within five business days.")
            .Good("We will publish a post-mortem.", post => post with { State = PostState.Identified }),
        .. new FixtureList("APOLOGY", PostState.Resolved)
            .Lacks("Sign-in works again.", FindingLevel.Warning)
            .Lacks("Thank you for your patience.")
            .Lacks("We know of a problem with sign-in.", null, post => post with { State = PostState.Investigating })
            .Good("Sign-in works again. Sorry for the trouble.")
            .Good("We apologise for the disruption.")
            .Good("We regret that this took so long.")
            .Good("We are moving traffic.", post => After(30, PostState.Investigating)(post) with { State = PostState.Identified }),
        .. new FixtureList("APOLOGY-ONLY")
            .Lacks("We apologise for any inconvenience.", FindingLevel.Warning)
            .Lacks("Sorry. Thank you for your patience and understanding.")
            .Lacks("We are very sorry for the trouble this may have caused you.")
            .Good("We apologise for any inconvenience. Sign-in fails with error 500.")
            .Good("Thank you for your patience while we move traffic to another region.")
            .Good("Sign-in fails. Sorry for the trouble."),
    ];

    private static Func<PublicPost, PublicPost> After(int minutes, params PostState[] states) => post => post with
    {
        Previous = [.. states.Select((state, index) => new EarlierPost($"Sign-in is slow, part {index}.", state, Now - Duration.FromMinutes(minutes - index)))],
    };
}
