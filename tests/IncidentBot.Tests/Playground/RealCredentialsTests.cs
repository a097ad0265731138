using System.Collections;
using IncidentBot.Playground;
using NUnit.Framework;

namespace IncidentBot.Tests.Playground;

/// <summary>The playground keeps away from real workspaces.</summary>
public sealed class RealCredentialsTests
{
    [TestCase("Slack__BotToken", "anything")]
    [TestCase("slack__bottoken", "anything")]
    [TestCase("Slack__SigningSecret", "0123456789abcdef")]
    [TestCase("Slack__SigningSecrets__0", "0123456789abcdef")]
    [TestCase("Slack__SigningSecret_FILE", "/run/secrets/signing")]
    [TestCase("Slack:AppToken", "anything")]
    [TestCase("SLACK_BOT_TOKEN", "anything")]
    [TestCase("SOME_TOOLS_TOKEN", "xoxb-1-2-3")]
    [TestCase("SOME_TOOLS_TOKEN", "xapp-1-2-3")]
    public void Refuses_to_start_beside_credentials_and_names_them_without_showing_them(string name, string value)
    {
        var refusal = RealCredentials.Refusal(new Hashtable { ["PATH"] = "/bin", [name] = value });

        Assert.That(refusal, Does.Contain(name).And.Contain($"-u {name}").And.Not.Contain(value));
    }

    [TestCase("Slack__BotToken", "")]
    [TestCase("Slack__AnnouncementChannel", "incidents")]
    [TestCase("Slack__BotTokenRotation", "yes")]
    [TestCase("HOME", "/home/somebody")]
    public void Starts_beside_anything_else(string name, string value)
    {
        var refusal = RealCredentials.Refusal(new Hashtable { [name] = value });

        Assert.That(refusal, Is.Null);
    }
}
