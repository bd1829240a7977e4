package link.box.work.clock;

import java.time.Instant;
import org.osgi.framework.Bundle;

/** When this software was built: the time of its version, as bundles/pom.xml writes it into each manifest. A build can be repeated so. */
final class Built {
    static final String HEADER = "Box-Built";

    private Built() {
    }

    static Floor floor(Bundle bundle) {
        return new Floor(Instant.parse(bundle.getHeaders("").get(HEADER)), "this software was built", true);
    }
}
