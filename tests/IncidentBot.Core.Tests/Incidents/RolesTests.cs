using IncidentBot.Core.Incidents;

namespace IncidentBot.Core.Tests.Incidents;

internal sealed class RolesTests
{
    [Test, Requirement("R77")]
    public void A_lead_is_assigned_and_the_last_one_is_named()
    {
        var (incident, events) = Given.Staffed().Accept(new IncidentCommand.AssignLead(Given.Bob));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.Lead, Is.EqualTo(Given.Bob));
            Assert.That(incident.LeadAcknowledgedAt, Is.Null);
            Assert.That(events, Is.EqualTo([new IncidentEvent.LeadAssigned(Given.Bob, Given.Lea)]));
        }
    }

    [Test, Requirement("R80")]
    public void Who_takes_the_lead_themselves_has_it() =>
        Assert.That(
            Given.Declared().After(new IncidentCommand.AssignLead(Given.Bob), by: Given.Bob, at: Given.Minutes(1)).LeadAcknowledgedAt,
            Is.EqualTo(Given.Minutes(1)));

    [Test, Requirement("R80")]
    public void A_lead_says_that_they_have_it()
    {
        var (incident, events) = Given.Staffed().Accept(new IncidentCommand.AcknowledgeLead(), by: Given.Lea, at: Given.Minutes(2));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.LeadAcknowledgedAt, Is.EqualTo(Given.Minutes(2)));
            Assert.That(events, Is.EqualTo([new IncidentEvent.LeadAcknowledged()]));
        }
    }

    [Test, Requirement("R80")]
    public void A_lead_who_acts_has_it_too() =>
        Assert.That(
            Given.Staffed().After(new IncidentCommand.PostUpdate("Looking."), by: Given.Lea, at: Given.Minutes(2)).LeadAcknowledgedAt,
            Is.EqualTo(Given.Minutes(2)));

    [Test, Requirement("R80")]
    public void Nobody_else_can_say_it_for_them() =>
        Assert.That(Given.Staffed().Refuse(new IncidentCommand.AcknowledgeLead(), by: Given.Mia), Is.EqualTo(new Refusal.NothingToChange("lead")));

    [Test]
    public void Naming_the_lead_again_changes_nothing() =>
        Assert.That(Given.Staffed().Refuse(new IncidentCommand.AssignLead(Given.Lea)), Is.EqualTo(new Refusal.NothingToChange("lead")));

    [Test]
    public void A_lead_who_takes_the_lead_again_means_that_they_have_it() =>
        Assert.That(
            Given.Staffed().Accept(new IncidentCommand.AssignLead(Given.Lea), by: Given.Lea).Events,
            Is.EqualTo([new IncidentEvent.LeadAcknowledged()]));

    [Test]
    public void A_messenger_is_assigned_and_the_last_one_is_named() =>
        Assert.That(
            Given.Staffed().Accept(new IncidentCommand.AssignMessenger(Given.Bob)).Events,
            Is.EqualTo([new IncidentEvent.MessengerAssigned(Given.Bob, Given.Mia)]));

    [Test, Requirement("R29")]
    public void Somebody_always_answers_for_what_customers_hear()
    {
        var declared = Given.Declared(declare => declare with { CustomerImpact = true });
        var led = declared.After(new IncidentCommand.AssignLead(Given.Lea));
        var spoken = led.After(new IncidentCommand.AssignMessenger(Given.Mia));

        Assert.That(
            new[] { declared, led, spoken }.Select(incident => incident.CommunicationOwner),
            Is.EqualTo([Given.Dan, Given.Lea, Given.Mia]));
    }

    [Test, Requirement("R74")]
    public void One_person_in_both_roles_shows_when_customers_notice()
    {
        var both = Given.Staffed(declare => declare with { Messenger = Given.Lea });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(both.HasOnePersonInBothRoles, Is.True);
            Assert.That(Given.Staffed().HasOnePersonInBothRoles, Is.False);
            Assert.That(Given.Declared(declare => declare with { CustomerImpact = true }).HasOnePersonInBothRoles, Is.False, "nobody in either");
            Assert.That(both.After(new IncidentCommand.SetCustomerImpact(false)).HasOnePersonInBothRoles, Is.False, "no customer notices");
        }
    }
}
