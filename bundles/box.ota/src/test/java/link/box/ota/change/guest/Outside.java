package link.box.ota.change.guest;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;

/** A health check of something outside, which is away while a property says so. */
public class Outside implements HealthCheck {
    /** No object is shared with a bundle. */
    static final String AWAY = "guest.outside.away";

    @Override
    public Result execute() {
        return System.getProperty(AWAY) == null ? new Result(Result.Status.OK, "there") : new Result(Result.Status.CRITICAL, "away");
    }
}
