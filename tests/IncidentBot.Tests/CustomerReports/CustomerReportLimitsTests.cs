using System.Net;
using IncidentBot.CustomerReports;
using NUnit.Framework;

namespace IncidentBot.Tests.CustomerReports;

internal sealed class CustomerReportLimitsTests
{
    private readonly MovableTime time = new();

    [Test]
    public void One_address_may_write_a_little_each_hour()
    {
        var limits = new CustomerReportLimits(new Clock(time));

        var first = Enumerable.Range(0, CustomerReportLimits.MostFromOne + 1).Select(_ => limits.TryTake(IPAddress.Parse("192.0.2.1"))).ToList();
        var other = limits.TryTake(IPAddress.Parse("192.0.2.2"));
        time.Move(TimeSpan.FromMinutes(61));

        Assert.That(first, Is.EqualTo(Enumerable.Repeat(true, CustomerReportLimits.MostFromOne).Append(false)));
        Assert.That(other);
        Assert.That(limits.TryTake(IPAddress.Parse("192.0.2.1")));
    }

    [Test]
    public void Addresses_of_one_network_or_written_another_way_are_one()
    {
        var limits = new CustomerReportLimits(new Clock(time));

        var network = Enumerable.Range(0, CustomerReportLimits.MostFromOne + 1).Select(host => limits.TryTake(IPAddress.Parse($"2001:db8:1:2::{host + 1}"))).ToList();
        var mapped = Enumerable.Range(0, CustomerReportLimits.MostFromOne).Select(_ => limits.TryTake(IPAddress.Parse("::ffff:192.0.2.9"))).ToList();

        Assert.That(network[^1], Is.False);
        Assert.That(mapped, Is.All.True);
        Assert.That(limits.TryTake(IPAddress.Parse("192.0.2.9")), Is.False);
    }

    [Test]
    public void All_together_write_no_more_than_people_can_read()
    {
        var limits = new CustomerReportLimits(new Clock(time));

        var taken = Enumerable.Range(0, 200).Count(number => limits.TryTake(IPAddress.Parse($"198.51.100.{number}")));

        Assert.That(taken, Is.EqualTo(CustomerReportLimits.MostInAll));
    }
}
