using NUnit.Framework;

namespace IncidentBot.Core.Tests;

/// <summary>Names the requirement a test would catch the loss of: <c>[Requirement("R44")]</c>. Filter with <c>TestCategory=R44</c>.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
internal sealed class RequirementAttribute(string id) : CategoryAttribute(id);
