package link.box.registration;

import java.util.List;
import link.box.api.registration.Endpoint;
import link.box.api.registration.Url;

/** An endpoint as a test makes it. */
record Offer(Reach reach, List<Url> urls) implements Endpoint {
}
