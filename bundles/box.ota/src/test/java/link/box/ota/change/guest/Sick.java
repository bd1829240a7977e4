package link.box.ota.change.guest;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;

/** A health check that says that something is wrong. */
public class Sick implements HealthCheck {
    @Override
    public Result execute() {
        return new Result(Result.Status.CRITICAL, "the relay does not answer");
    }
}
