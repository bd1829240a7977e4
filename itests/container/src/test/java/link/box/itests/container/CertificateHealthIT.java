package link.box.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.inject.Inject;
import link.box.api.identity.BoxIdentity;
import link.box.api.identity.BoxNames;
import link.box.api.tls.CertificateStore;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** What follows from certificates in service, wired as in a Box: its health, and what browsers are told. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CertificateHealthIT {
    private static final String HSTS = "strict-transport-security";

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] image() throws Exception {
        return new Option[] {BoxImage.options(CertificateHealthIT.class, Map.of("BOX_HTTPS_PUBLIC_PORT", "443"))};
    }

    @Test
    public void a_first_certificate_ends_the_alarm_and_two_renewals_bring_strict_transport_security() throws Exception {
        BoxIdentity identity = Facts.await(context, BoxIdentity.class, 10);
        BoxNames names = identity.names();
        SwapIssuer issuer = new SwapIssuer(names.main(), names.wildcard());
        assertEquals(Result.Status.CRITICAL, health().getStatus());
        put(issuer);
        // box.acme has no CA here and may have said so by now: a warning then
        assertNotEquals(health().toString(), Result.Status.CRITICAL, health().getStatus());
        assertTrue(health().toString(), health().toString().contains("In service for " + names.main()));
        assertFalse(told(names.main(), issuer::knows).containsKey(HSTS));
        put(issuer);
        put(issuer);
        assertEquals("max-age=86400", told(names.main(), issuer::knows).get(HSTS));
        assertFalse(told("127.0.0.1", identity.certificate()::equals).containsKey(HSTS));
    }

    private void put(SwapIssuer issuer) throws Exception {
        SwapIssuer.Made next = issuer.next();
        Facts.await(context, CertificateStore.class, 10).put(next.key(), List.of(next.certificate()));
    }

    private Map<String, String> told(String host, Predicate<X509Certificate> believes) throws Exception {
        try (Visitor visitor = new Visitor(Integer.parseInt(context.getProperty(BoxImage.PORT)), host, believes)) {
            assertEquals(204, visitor.ping());
            return visitor.headers();
        }
    }

    private Result health() throws Exception {
        List<ServiceReference<HealthCheck>> found = List.copyOf(context.getServiceReferences(HealthCheck.class,
                "(&(hc.name=certificate)(hc.tags=certificate))"));
        assertEquals(1, found.size());
        return context.getService(found.get(0)).execute();
    }
}
