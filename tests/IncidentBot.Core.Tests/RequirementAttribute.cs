using NUnit.Framework;

namespace IncidentBot.Core.Tests;

/// <summary>Names the requirement that a test protects: <c>[Requirement("R44")]</c>. Filter with <c>TestCategory=R44</c>.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
internal sealed class RequirementAttribute(string id) : CategoryAttribute(id);
