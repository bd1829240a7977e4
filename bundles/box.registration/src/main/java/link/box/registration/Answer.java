package link.box.registration;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import link.box.common.json.Json;

/**
 * What the server answered.
 *
 * @param origin the server
 * @param family over which
 * @param status of HTTP; negative if it was none
 * @param body empty unless the status is 200
 * @param asked how long the server wants us to wait; null if it does not say
 */
record Answer(String origin, Family family, int status, byte[] body, Duration asked) {
    static final int LIMIT = 4096;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    /** @throws Refused the server did not do it */
    Answer done() throws Refused {
        if (status != OK && status != NO_CONTENT) {
            throw new Refused(origin + " answered " + (status < 0 ? "no HTTP" : "HTTP " + status), status, asked);
        }
        return this;
    }

    /** @throws Refused the server did not do it, or says nothing that can be read */
    JsonObject json() throws Refused {
        done();
        try {
            return Json.object(new ByteArrayInputStream(body), LIMIT);
        } catch (IOException e) {
            throw none(e.getMessage());
        }
    }

    /** What was answered is not what was asked for. */
    Refused none(String why) {
        return new Refused(origin + " gave an answer that is none: " + why, status, null);
    }
}
