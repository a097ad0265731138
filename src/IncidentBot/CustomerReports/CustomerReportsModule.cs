namespace IncidentBot.CustomerReports;

internal static class CustomerReportsModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddCustomerReports() => services.AddSingleton<CustomerReportLimits>().AddSingleton<CustomerReportIntake>();
    }
}
