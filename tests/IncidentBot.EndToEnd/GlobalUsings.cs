global using IncidentBot.Core.Tests;
global using IncidentBot.EndToEnd.Support;
global using NUnit.Framework;
