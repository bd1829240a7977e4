package link.box.itests.container;

import static org.junit.Assert.assertTrue;

import java.util.Map;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** {@code ./bench swap}: the Box beside a bare Jetty, one after the other in one JVM under the same load. Not run by {@code ./test}. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SwapBench {
    private static final int SWAPS = 200;
    private static final String LINE = "bench: %-32s %8s %12s %10s %8s %8s %8s%n";

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] image() throws Exception {
        return new Option[] {BoxImage.options(SwapBench.class, Map.of())};
    }

    @Test
    public void the_box_beside_a_bare_jetty() throws Exception {
        SwapRound.Outcome box = SwappedBox.round(context).run(SWAPS);
        SwapRound.Outcome peer;
        try (ReloadingJetty jetty = new ReloadingJetty()) {
            peer = jetty.round().run(SWAPS);
        }
        System.out.printf(LINE, "", "swaps", "handshakes", "failed", "kept", "cut", "s");
        row("Box, CertificateStore.put", box);
        row("Jetty, SslContextFactory.reload", peer);
        peer.failed().stream().distinct().limit(3).forEach(each -> System.out.println("bench: the peer's failures: " + each));
        System.out.printf("bench: {\"swaps\":%d,\"handshakes\":%d,\"failed\":%d,\"cut\":%d}%n", box.swaps(), box.handshakes(),
                box.failed().size(), box.cut());
        assertTrue("both were under load", box.handshakes() >= 20_000 && peer.handshakes() + peer.failed().size() >= 20_000);
    }

    private static void row(String name, SwapRound.Outcome seen) {
        System.out.printf(LINE, name, seen.swaps(), seen.handshakes(), seen.failed().size(), seen.kept(), seen.cut(),
                Math.round(seen.seconds()));
    }
}
