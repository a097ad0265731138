using IncidentBot.Core.StatusPage;
using IncidentBot.Wording.Drafts;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording.Drafts;

internal sealed class PublicTextTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 23, 30);

    private const string Support = "support@example.com";

    [Test, Requirement("R36")]
    public void An_update_gets_a_promise() =>
        Assert.That(
            Complete("We are restarting the API.", minutes: 20),
            Is.EqualTo("We are restarting the API. Next update by 23:50 UTC."));

    [Test, Requirement("R36"), Requirement("R97")]
    public void A_promise_for_another_day_has_its_date() =>
        Assert.That(
            Complete("We are restarting the API.", minutes: 40),
            Is.EqualTo("We are restarting the API. Next update by 00:10 UTC on 3 March 2026."));

    [TestCase("We are on it. Next update by 23:45 UTC.")]
    [TestCase("We are on it. Our next update comes at 23:45 UTC.")]
    [TestCase("We are on it and will update you again in 15 minutes.")]
    [TestCase("By 23:45 UTC we will post an update.")]
    [TestCase("We are on it. You will hear from us within an hour.")]
    [TestCase("We are on it. We should have more information in the next 15 minutes.")]
    public void A_text_with_a_promise_is_not_changed(string text) =>
        Assert.That(Complete(text, minutes: 20), Is.EqualTo(text));

    [TestCase("We are on it. Next update shortly.")]
    [TestCase("Errors began at 21:14 UTC. We will update you.")]
    [TestCase("We deployed an update at 21:14 UTC.")]
    public void A_vague_promise_does_not_count(string text) =>
        Assert.That(Complete(text, minutes: 20), Is.EqualTo($"{text} Next update by 23:50 UTC."));

    [Test]
    public void A_resolved_post_gets_no_promise() =>
        Assert.That(
            PublicText.Complete("It is over.", PublicState.Resolved, Now, isFirst: false, Support, Now),
            Is.EqualTo("It is over."));

    [Test, Requirement("R90")]
    public void The_first_post_gets_the_support_address() =>
        Assert.That(
            Complete("We are on it.", minutes: 20, isFirst: true),
            Is.EqualTo("We are on it. Next update by 23:50 UTC. Questions: support@example.com."));

    [Test, Requirement("R90")]
    public void An_existing_address_is_not_repeated() =>
        Assert.That(
            Complete("We are on it. Write to Support@Example.com. Next update by 23:50 UTC.", minutes: 20, isFirst: true),
            Does.Not.Contain("Questions"));

    [Test]
    public void A_text_that_ends_in_a_link_keeps_the_link_intact() =>
        Assert.That(
            Complete("Workaround: https://example.com/help", minutes: 20),
            Is.EqualTo("Workaround: https://example.com/help\nNext update by 23:50 UTC."));

    [Test]
    public void Completing_twice_adds_nothing()
    {
        var once = Complete("We are on it", minutes: 40, isFirst: true);

        Assert.That(Complete(once, minutes: 40, isFirst: true), Is.EqualTo(once));
    }

    private static string Complete(string text, int minutes, bool isFirst = false) =>
        PublicText.Complete(text, PublicState.Identified, Now + Duration.FromMinutes(minutes), isFirst, Support, Now);
}
