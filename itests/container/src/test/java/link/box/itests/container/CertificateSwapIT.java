package link.box.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.inject.Inject;
import link.box.api.identity.BoxIdentity;
import link.box.api.identity.BoxNames;
import link.box.api.tls.CertificateStore;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
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
    private static final int SWAPS = Boolean.getBoolean("box.long") ? 400 : 40;
    private static final int VISITORS = 2;

    @Inject
    private BundleContext context;
    private final Set<X509Certificate> known = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean over = new AtomicBoolean();

    @Configuration
    public Option[] image() throws Exception {
        return new Option[] {BoxImage.options(CertificateSwapIT.class, Map.of())};
    }

    @Test
    public void swaps_under_load_fail_no_handshake_and_cut_no_connection() throws Exception {
        BoxNames names = Facts.await(context, BoxIdentity.class, 10).names();
        CertificateStore store = Facts.await(context, CertificateStore.class, 10);
        int port = Integer.parseInt(context.getProperty(BoxImage.PORT));
        swap(store, names);
        ExecutorService threads = Executors.newFixedThreadPool(VISITORS);
        try (Visitor open = new Visitor(port, names.main(), known::contains)) {
            List<Future<Integer>> loads = new ArrayList<>();
            for (int i = 0; i < VISITORS; i++) {
                loads.add(threads.submit((Callable<Integer>) () -> load(port, names)));
            }
            for (int i = 0; i < SWAPS; i++) {
                X509Certificate newest = swap(store, names);
                assertEquals(204, open.ping());
                try (Visitor next = new Visitor(port, names.below("a"), known::contains)) {
                    assertEquals("the next handshake sees the new certificate", newest, next.certificate());
                }
            }
            over.set(true);
            int handshakes = 0;
            for (Future<Integer> load : loads) {
                handshakes += load.get();
            }
            System.out.println("figure: certificate swaps: " + SWAPS + ", handshakes meanwhile: " + handshakes + ", failed: 0, cut: 0");
            assertTrue("there was load: " + handshakes, handshakes > SWAPS);
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    private int load(int port, BoxNames names) throws Exception {
        int handshakes = 0;
        while (!over.get()) {
            try (Visitor visitor = new Visitor(port, names.main(), known::contains)) {
                assertEquals(204, visitor.ping());
                handshakes++;
            }
        }
        return handshakes;
    }

    private X509Certificate swap(CertificateStore store, BoxNames names) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        Instant now = Instant.now();
        X500Name name = new X500Name("CN=swap");
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(name, BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minusSeconds(60)), Date.from(now.plus(Duration.ofDays(90))), name, pair.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, names.main()), new GeneralName(GeneralName.dNSName, names.wildcard())}));
        X509Certificate made = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        known.add(made);
        store.put(pair.getPrivate(), List.of(made));
        return made;
    }
}
