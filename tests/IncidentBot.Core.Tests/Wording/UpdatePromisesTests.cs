using IncidentBot.Wording;
using IncidentBot.Wording.Reading;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording;

internal sealed class UpdatePromisesTests
{
    private static readonly Instant Posted = Instant.FromUtc(2026, 3, 2, 13, 20);

    [TestCase("We should have more news in the next 15 minutes.", 15)]
    [TestCase("The next update comes in 20 minutes.", 20)]
    [TestCase("We will write again within half an hour.", 30)]
    [TestCase("We now estimate another 45 minutes, and will update you in 30 minutes.", 30)]
    [TestCase("It should be done by 2:00pm. We'll update here then.", 40)]
    [TestCase("We watch it for ten minutes and then update you.", 10)]
    [TestCase("Next update by 14:05 UTC.", 45)]
    [TestCase("Next update by 15:05 CET.", 45)]
    [TestCase("Next update by 6:05 am PST.", 45)]
    [TestCase("Next update on 3 March 2026 at 13:20 UTC.", 24 * 60)]
    [TestCase("Next update at 00:20 UTC.", 11 * 60)]
    [TestCase("We post hourly updates.", 60)]
    [Requirement("R51"), Requirement("R52")]
    public void A_promise_is_parsed_to_its_instant(string text, int minutes)
    {
        var draft = Read(text);

        var promised = draft.Promises.Select(promise => promise.When).OfType<Moment>().First();

        Assert.That(promised.From(Posted, DateTimeZoneProviders.Tzdb), Is.EqualTo(Posted + Duration.FromMinutes(minutes)));
    }

    [Test, Requirement("R51")]
    public void A_thread_with_kept_promises_has_no_finding_about_broken_ones()
    {
        (string Text, int After)[] told =
        [
            ("We should have more news in the next 15 minutes.", 0), ("The next update comes in 20 minutes.", 14), ("We will write again within half an hour.", 33),
            ("The next update follows in 30 minutes.", 62), ("It should be done by 2:00pm UTC. We'll update here then.", 90), ("We watch it for ten minutes and then update you.", 100),
        ];

        using (Assert.EnterMultipleScope())
        {
            for (var index = 1; index < told.Length; index++)
            {
                var post = new PublicPost(told[index].Text, PostState.Identified)
                {
                    At = At(told[index].After),
                    Previous = [.. told.Take(index).Select(earlier => new EarlierPost(earlier.Text, PostState.Identified, At(earlier.After)))],
                };

                Assert.That(WordingChecker.Plain.Check(post).Select(finding => finding.RuleId), Has.None.EqualTo("NEXT-BROKEN"), post.Text);
            }
        }
    }

    private static Instant At(int minutes) => Instant.FromUtc(2026, 3, 2, 12, 20) + Duration.FromMinutes(minutes);

    private static Draft Read(string text) =>
        new(new PublicPost(text, PostState.Identified) { At = Posted }, new WordingContext(), WordingSettings.Default, new Vocabulary(new WordingContext(), WordingSettings.Default), DateTimeZoneProviders.Tzdb);
}
