package link.box.identity;

import java.io.IOException;
import link.box.api.identity.BoxIdentity;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import link.box.common.file.Data;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Step 1: makes the identity once, reads it ever after, and publishes {@link BoxIdentity}. */
@Component(service = {}, immediate = true, configurationPid = "link.box.identity")
public final class IdentityKeeper {
    private static final Logger LOG = LoggerFactory.getLogger("box.identity");

    /** Settings. */
    public @interface Config {
        /** @return which fingerprint is the id */
        String form() default "sha256";

        /** @return the public zone that Boxes live in */
        String zone() default "box.test";
    }

    private final BundleContext context;
    private final Config config;
    private final Published<BoxIdentity> identity;
    private final Published<Trouble> trouble;

    /** Starts reading. */
    @Activate
    public IdentityKeeper(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config) {
        this.context = context;
        this.config = config;
        this.identity = new Published<>(context, BoxIdentity.class);
        this.trouble = new Published<>(context, Trouble.class);
        worker.retry("read the identity", this::read);
    }

    private void read() throws IOException {
        if (identity.get() != null) {
            return;
        }
        IdentityFile file = new IdentityFile(Data.of(context).resolve("identity.pem"));
        try {
            boolean missing = file.missing();
            if (missing) {
                file.write(SelfSigned.make());
                LOG.info("made a new identity, kept in {}", file.path());
            }
            Identity found = new Identity(file.read(), Fingerprint.valueOf(config.form()), config.zone(), missing);
            trouble.clear("the identity is whole again");
            identity.set(found, "this Box is " + found.names().main() + "; its certificate in six words: "
                    + String.join(" ", found.words()) + " (SHA-256 " + found.fingerprint() + ")");
        } catch (DamagedIdentityException e) {
            complain(file, e);
        }
    }

    private void complain(IdentityFile file, DamagedIdentityException damage) throws IOException {
        String what = file.path() + " is damaged: " + damage.getMessage() + ". Without it this Box has no public name";
        String remedy = "put the file back from a backup, or remove it to become a new Box with a new name";
        trouble.set(new Trouble("box.identity", what, remedy), what + "; " + remedy);
        throw new IOException(what + "; " + remedy);
    }

    @Deactivate
    void stop() {
        identity.close();
        trouble.close();
    }
}
