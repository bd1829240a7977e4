package link.box.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import link.box.api.identity.BoxIdentity;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** A new certificate is seen by the next handshake; no handshake fails and no open connection is cut while it is swapped. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CertificateSwapIT {
    private static final int SWAPS = Boolean.getBoolean("box.long") ? 400 : 200;

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] image() throws Exception {
        return new Option[] {BoxImage.options(CertificateSwapIT.class, Map.of())};
    }

    @Test
    public void swaps_under_load_fail_no_handshake_and_cut_no_connection() throws Exception {
        SwapRound.Outcome seen = SwappedBox.round(context).run(SWAPS);
        System.out.printf("figure: certificate swaps: %d, full handshakes meanwhile: %d, failed: %d, connections kept: %d, cut: %d,"
                + " in %.0f s%n", seen.swaps(), seen.handshakes(), seen.failed().size(), seen.kept(), seen.cut(), seen.seconds());
        assertEquals("failed handshakes", List.of(), seen.failed());
        assertEquals("connections cut", 0, seen.cut());
        assertEquals("connections after a swap that saw an older certificate", 0, seen.stale());
        assertTrue("connections were open: " + seen.kept(), seen.kept() >= 8);
        assertTrue("there was load: " + seen.handshakes(), seen.swaps() >= 200 && seen.handshakes() >= 20_000);
        assertEquals("no handshake was resumed", seen.handshakes(), seen.full());
        assertFalse("HSTS at a port that is not 443", headers().containsKey("strict-transport-security"));
    }

    private Map<String, String> headers() throws Exception {
        String main = Facts.await(context, BoxIdentity.class, 10).names().main();
        try (Visitor visitor = new Visitor(Integer.parseInt(context.getProperty(BoxImage.PORT)), main, certificate -> true)) {
            assertEquals(204, visitor.ping());
            return visitor.headers();
        }
    }
}
