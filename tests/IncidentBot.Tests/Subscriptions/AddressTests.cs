using System.Net;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Subscriptions.Webhooks;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>E-mail addresses and URLs as strangers type them.</summary>
internal sealed class AddressTests
{
    [TestCase("you@example.com", ExpectedResult = "you@example.com")]
    [TestCase("  You+Tag@EXAMPLE.com ", ExpectedResult = "you+tag@example.com")]
    [TestCase("o'brien@example.co.uk", ExpectedResult = "o'brien@example.co.uk")]
    [TestCase("you@bücher.example", ExpectedResult = "you@xn--bcher-kva.example")]
    [TestCase("Jörg.Müller+Status@Bücher.example", ExpectedResult = "jörg.müller+status@xn--bcher-kva.example")]
    [TestCase("jo\u0308rg@example.com", ExpectedResult = "jörg@example.com", Description = "the same in one character")]
    [TestCase("用户@例え.example", ExpectedResult = "用户@xn--r8jz45g.example")]
    [TestCase("उपयोगकर्ता@example.com", ExpectedResult = "उपयोगकर्ता@example.com")]
    public string A_mailbox_is_read(string text) => EmailAddress.TryParse(text, out var address) ? address.Value : "refused";

    [TestCase("")]
    [TestCase(null)]
    [TestCase("you")]
    [TestCase("@example.com")]
    [TestCase("you@")]
    [TestCase("you@localhost")]
    [TestCase("you@127.0.0.1")]
    [TestCase("you@[127.0.0.1]")]
    [TestCase("you@example.com\r\nBcc: victim@example.com")]
    [TestCase("you\r\n@example.com")]
    [TestCase("you@example.com>")]
    [TestCase("<you@example.com")]
    [TestCase("you you@example.com")]
    [TestCase("\"you you\"@example.com")]
    [TestCase("you@example.com,victim@example.com")]
    [TestCase(".you@example.com")]
    [TestCase("yo..u@example.com")]
    [TestCase("you@-example.com")]
    [TestCase("you@example..com")]
    [TestCase("y\u200bou@example.com")]
    [TestCase("y\u202eou@example.com")]
    [TestCase("y\u2028ou@example.com")]
    [TestCase("y\u0085ou@example.com")]
    [TestCase("y\u00a0ou@example.com")]
    [TestCase("y\ud83dou@example.com")]
    [TestCase("😀@example.com")]
    [TestCase("ｙou@example.com")]
    [TestCase("ﬁrst@example.com")]
    [TestCase("you＠example.com")]
    [TestCase("y“ou@example.com")]
    [TestCase("you\0@example.com")]
    public void An_address_with_anything_else_in_it_is_refused(string? text)
    {
        Assert.That(EmailAddress.TryParse(text, out _), Is.False);
    }

    [Test]
    public void An_address_that_is_too_long_is_refused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(EmailAddress.TryParse(new string('a', 65) + "@example.com", out _), Is.False);
            Assert.That(EmailAddress.TryParse(new string('ö', 32) + "@example.com", out _), Is.True);
            Assert.That(EmailAddress.TryParse(new string('ö', 33) + "@example.com", out _), Is.False);
            Assert.That(EmailAddress.TryParse("a@" + string.Join('.', Enumerable.Repeat(new string('b', 60), 5)), out _), Is.False);
        }
    }

    [TestCase("93.184.216.34", ExpectedResult = true)]
    [TestCase("2606:2800:220:1::1", ExpectedResult = true)]
    [TestCase("::ffff:93.184.216.34", ExpectedResult = true)]
    [TestCase("64:ff9b::5db8:d822", ExpectedResult = true)]
    [TestCase("127.0.0.1", ExpectedResult = false)]
    [TestCase("127.255.255.254", ExpectedResult = false)]
    [TestCase("0.0.0.0", ExpectedResult = false)]
    [TestCase("10.1.2.3", ExpectedResult = false)]
    [TestCase("172.16.0.1", ExpectedResult = false)]
    [TestCase("172.31.255.255", ExpectedResult = false)]
    [TestCase("172.32.0.1", ExpectedResult = true)]
    [TestCase("192.168.1.1", ExpectedResult = false)]
    [TestCase("169.254.169.254", ExpectedResult = false)]
    [TestCase("100.100.100.200", ExpectedResult = false)]
    [TestCase("192.0.0.192", ExpectedResult = false)]
    [TestCase("198.18.0.1", ExpectedResult = false)]
    [TestCase("224.0.0.1", ExpectedResult = false)]
    [TestCase("255.255.255.255", ExpectedResult = false)]
    [TestCase("::1", ExpectedResult = false)]
    [TestCase("::", ExpectedResult = false)]
    [TestCase("::ffff:127.0.0.1", ExpectedResult = false)]
    [TestCase("::ffff:169.254.169.254", ExpectedResult = false)]
    [TestCase("::7f00:1", ExpectedResult = false)]
    [TestCase("64:ff9b::7f00:1", ExpectedResult = false)]
    [TestCase("64:ff9b:1::1", ExpectedResult = false)]
    [TestCase("2002:7f00:1::", ExpectedResult = false)]
    [TestCase("2001:0:7f00:1::", ExpectedResult = false)]
    [TestCase("fe80::1", ExpectedResult = false)]
    [TestCase("fe80::1%2", ExpectedResult = false)]
    [TestCase("fc00::1", ExpectedResult = false)]
    [TestCase("fd00:ec2::254", ExpectedResult = false)]
    [TestCase("ff02::1", ExpectedResult = false)]
    [TestCase("2001:db8::1", ExpectedResult = false)]
    public bool Only_the_public_internet_may_be_called(string address) => new AddressRule([]).Allows(IPAddress.Parse(address));

    [TestCase("10.20.1.1", ExpectedResult = true)]
    [TestCase("::ffff:10.20.1.1", ExpectedResult = true)]
    [TestCase("10.21.1.1", ExpectedResult = false)]
    [TestCase("fd12::1", ExpectedResult = true)]
    public bool The_operators_own_networks_may_be_allowed(string address) =>
        new AddressRule([IPNetwork.Parse("10.20.0.0/16"), IPNetwork.Parse("fd12::/16")]).Allows(IPAddress.Parse(address));

    [TestCase("https://hooks.example.com/x?y=z", ExpectedResult = true)]
    [TestCase("http://hooks.example.com/", ExpectedResult = true)]
    [TestCase("https://[2606:2800:220:1::1]/", ExpectedResult = true)]
    [TestCase("https://hooks.example.com:8443/", ExpectedResult = false)]
    [TestCase("http://hooks.example.com:22/", ExpectedResult = false)]
    [TestCase("ftp://hooks.example.com/", ExpectedResult = false)]
    [TestCase("file:///etc/passwd", ExpectedResult = false)]
    [TestCase("gopher://hooks.example.com/", ExpectedResult = false)]
    [TestCase("https://user:pass@hooks.example.com/", ExpectedResult = false)]
    [TestCase("https://hooks.example.com/#part", ExpectedResult = false)]
    [TestCase("https://localhost/", ExpectedResult = false)]
    [TestCase("https://router/", ExpectedResult = false)]
    [TestCase("http://127.0.0.1/", ExpectedResult = false)]
    [TestCase("http://2130706433/", ExpectedResult = false)]
    [TestCase("http://0x7f000001/", ExpectedResult = false)]
    [TestCase("http://127.1/", ExpectedResult = false)]
    [TestCase("http://[::1]/", ExpectedResult = false)]
    [TestCase("http://[::ffff:169.254.169.254]/", ExpectedResult = false)]
    [TestCase("http://169.254.169.254/latest/meta-data/", ExpectedResult = false)]
    [TestCase("https://hooks.example.com/\r\nX: y", ExpectedResult = false)]
    [TestCase("//hooks.example.com/", ExpectedResult = false)]
    [TestCase("", ExpectedResult = false)]
    public bool A_web_address_is_judged_by_its_looks(string text) => new WebhookAddress(new AddressRule([]), [443, 80]).TryParse(text, out _);
}
