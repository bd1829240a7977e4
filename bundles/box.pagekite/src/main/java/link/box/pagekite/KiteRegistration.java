package link.box.pagekite;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import link.box.api.dns.Zone;
import link.box.api.work.RetryAfter;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a secret of this Box alone, has the zone take it, and then keeps it for the tunnel. Not where the frontend's operator has given
 * out one.
 */
@Component(configurationPid = "link.box.pagekite")
public final class KiteRegistration {
    static final String JOB = "register the secret of the kite";
    /** The zone may have lost it. */
    private static final Duration CHECK = Duration.ofHours(1);
    private static final int BYTES = 32;
    private static final Logger LOG = LoggerFactory.getLogger("box.pagekite");

    private final BundleContext context;
    private final Zone zone;
    private final Pilot pilot;
    private final Published<Trouble> trouble;
    /** The same in each try: one that was given up may arrive late. */
    private String secret;

    /** Asks the zone on the worker. */
    @Activate
    public KiteRegistration(BundleContext context, @Reference Zone zone, @Reference Pilot pilot,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, PagekiteConfig config) {
        this.context = context;
        this.zone = zone;
        this.pilot = pilot;
        this.trouble = new Published<>(context, Trouble.class);
        if (Logbook.off(config).isEmpty() && config.secret_file().isBlank()) {
            worker.every(CHECK, JOB, this::register);
        }
    }

    @Deactivate
    void stop() {
        trouble.close();
    }

    private void register() throws IOException, RetryAfter {
        if (!zone.can().contains(Zone.Ability.KITE)) {
            String what = "the zone server takes no secrets of kites: no tunnel";
            trouble.set(new Trouble("box.pagekite", what,
                    "set tunnel.secret to a file with what the frontend's operator has given out"), what);
            throw new IOException(what);
        }
        trouble.clear("the zone server takes secrets of kites");
        OwnSecret file = new OwnSecret(context);
        Optional<String> kept = kept(file);
        if (secret == null) {
            secret = kept.orElseGet(KiteRegistration::random);
        }
        zone.registerKite(secret);
        if (!kept.equals(Optional.of(secret))) {
            file.keep(secret);
            LOG.info("the zone has taken a secret of this Box alone for its kite");
            pilot.tryNow();
        }
    }

    /** A damaged one is as good as none: the zone takes the next. */
    private static Optional<String> kept(OwnSecret file) {
        try {
            return file.find();
        } catch (IOException e) {
            LOG.warn("a new secret for the kite is made: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
