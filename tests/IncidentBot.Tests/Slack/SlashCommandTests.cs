using System.Text;
using IncidentBot.Slack.Requests;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack;

internal sealed class SlashCommandTests
{
    private const string Required = "command=%2Fincident&user_id=U1&team_id=T1&channel_id=C1";

    [Test]
    public void Reads_spaces_accents_and_entities_of_the_text()
    {
        var command = Parse(Required + "&text=caf%C3%A9+%26amp%3B+%2B1&enterprise_id=E1&is_enterprise_install=true");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(command?.Command, Is.EqualTo("/incident"));
            Assert.That(command?.Text, Is.EqualTo("café &amp; +1"));
            Assert.That(command?.EnterpriseId, Is.EqualTo("E1"));
            Assert.That(command?.IsEnterpriseInstall, Is.True);
        }
    }

    [Test]
    public void Has_no_enterprise_where_slack_sends_none() => Assert.That(Parse(Required)?.EnterpriseId, Is.Null);

    [TestCase("", Description = "nothing")]
    [TestCase("user_id=U1&team_id=T1&channel_id=C1", Description = "no command")]
    [TestCase("command=%2Fincident&team_id=T1&channel_id=C1", Description = "no user")]
    [TestCase(Required + "&text=%C3", Description = "half a character")]
    [TestCase(Required + "&text=%zz", Description = "not hexadecimal")]
    [TestCase(Required + "&text=100%", Description = "an escape cut off")]
    [TestCase(Required + "&user_id=U2", Description = "two users")]
    public void Refuses_what_is_malformed(string body) => Assert.That(Parse(body), Is.Null);

    [Test]
    public void Reads_slacks_sample()
    {
        var parsed = SlashCommand.TryParse(SlackVectors.Payload("slash_command.form.txt"), out var command);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(parsed, Is.True);
            Assert.That(command?.ChannelId, Is.EqualTo("C123ABC456"));
            Assert.That(SlashText.Tokens(command!.Text), Has.Count.EqualTo(9));
        }
    }

    private static SlashCommand? Parse(string body) =>
        SlashCommand.TryParse(Encoding.UTF8.GetBytes(body), out var command) ? command : null;
}
