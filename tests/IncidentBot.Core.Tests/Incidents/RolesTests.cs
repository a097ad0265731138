using IncidentBot.Core.Incidents;

namespace IncidentBot.Core.Tests.Incidents;

internal sealed class RolesTests
{
    [Test, Requirement("R77")]
    public void A_new_lead_replaces_the_last_one_and_the_event_names_both()
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
    public void Taking_the_lead_acknowledges_it() =>
        Assert.That(
            Given.Declared().After(new IncidentCommand.AssignLead(Given.Bob), by: Given.Bob, at: Given.Minutes(1)).LeadAcknowledgedAt,
            Is.EqualTo(Given.Minutes(1)));

    [Test, Requirement("R80")]
    public void A_lead_acknowledges_the_role()
    {
        var (incident, events) = Given.Staffed().Accept(new IncidentCommand.AcknowledgeLead(), by: Given.Lea, at: Given.Minutes(2));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(incident.LeadAcknowledgedAt, Is.EqualTo(Given.Minutes(2)));
            Assert.That(events, Is.EqualTo([new IncidentEvent.LeadAcknowledged()]));
        }
    }

    [Test, Requirement("R80")]
    public void A_lead_who_acts_acknowledges_the_role() =>
        Assert.That(
            Given.Staffed().After(new IncidentCommand.PostUpdate("Looking."), by: Given.Lea, at: Given.Minutes(2)).LeadAcknowledgedAt,
            Is.EqualTo(Given.Minutes(2)));

    [Test, Requirement("R80")]
    public void No_other_person_can_acknowledge_for_the_lead() =>
        Assert.That(Given.Staffed().Refuse(new IncidentCommand.AcknowledgeLead(), by: Given.Mia), Is.EqualTo(new Refusal.NothingToChange("lead")));

    [Test]
    public void Naming_the_lead_again_changes_nothing() =>
        Assert.That(Given.Staffed().Refuse(new IncidentCommand.AssignLead(Given.Lea)), Is.EqualTo(new Refusal.NothingToChange("lead")));

    [Test]
    public void Taking_the_lead_again_acknowledges_it() =>
        Assert.That(
            Given.Staffed().Accept(new IncidentCommand.AssignLead(Given.Lea), by: Given.Lea).Events,
            Is.EqualTo([new IncidentEvent.LeadAcknowledged()]));

    [Test]
    public void A_new_messenger_replaces_the_last_one_and_the_event_names_both() =>
        Assert.That(
            Given.Staffed().Accept(new IncidentCommand.AssignMessenger(Given.Bob)).Events,
            Is.EqualTo([new IncidentEvent.MessengerAssigned(Given.Bob, Given.Mia)]));

    [Test, Requirement("R29")]
    public void One_person_is_always_responsible_for_public_updates()
    {
        var declared = Given.Declared(declare => declare with { CustomerImpact = true });
        var led = declared.After(new IncidentCommand.AssignLead(Given.Lea));
        var spoken = led.After(new IncidentCommand.AssignMessenger(Given.Mia));

        Assert.That(
            new[] { declared, led, spoken }.Select(incident => incident.CommunicationOwner),
            Is.EqualTo([Given.Dan, Given.Lea, Given.Mia]));
    }

    [Test, Requirement("R74")]
    public void One_person_in_both_roles_is_detected_when_customers_notice()
    {
        var both = Given.Staffed(declare => declare with { Messenger = Given.Lea });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(both.HasOnePersonInBothRoles, Is.True);
            Assert.That(Given.Staffed().HasOnePersonInBothRoles, Is.False);
            Assert.That(Given.Declared(declare => declare with { CustomerImpact = true }).HasOnePersonInBothRoles, Is.False, "no holder of either role");
            Assert.That(both.After(new IncidentCommand.SetCustomerImpact(false)).HasOnePersonInBothRoles, Is.False, "no customer impact");
        }
    }
}
