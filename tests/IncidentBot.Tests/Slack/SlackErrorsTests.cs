using IncidentBot.Slack.WebApi;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack;

internal sealed class SlackErrorsTests
{
    [TestCase("token_revoked", true)]
    [TestCase("invalid_auth", true)]
    [TestCase("missing_scope", false)]
    public void A_dead_installation_is_known(string code, bool expected) => Assert.That(SlackErrors.IsInstallationDead(code), Is.EqualTo(expected));

    [TestCase("service_unavailable", true)]
    [TestCase("ratelimited", true)]
    [TestCase("channel_not_found", false)]
    public void What_may_work_later_is_known(string code, bool expected) => Assert.That(SlackErrors.IsTransient(code), Is.EqualTo(expected));

    [TestCase("pins.add", "already_pinned", true)]
    [TestCase("reactions.add", "already_pinned", false)]
    [TestCase("conversations.invite", "cant_invite_self", true)]
    [TestCase("chat.postMessage", "message_not_found", false)]
    public void Done_already_depends_on_the_method(string method, string code, bool expected) =>
        Assert.That(SlackErrors.MeansDone(method, code), Is.EqualTo(expected));

    [TestCase("expired_trigger_id", true)]
    [TestCase("exchanged_trigger_id", true)]
    [TestCase("hash_conflict", false)]
    public void A_spent_trigger_is_known(string code, bool expected) => Assert.That(SlackErrors.IsTriggerGone(code), Is.EqualTo(expected));

    [TestCase("is_archived", true)]
    [TestCase("channel_not_found", true)]
    [TestCase("not_in_channel", false)]
    public void A_room_that_is_gone_is_known(string code, bool expected) => Assert.That(SlackErrors.RoomGone(code), Is.EqualTo(expected));
}
