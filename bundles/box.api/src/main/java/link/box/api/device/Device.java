package link.box.api.device;

import org.osgi.annotation.versioning.ConsumerType;

/** A device that shows on the Box's page. Register it as a service; its values never change while it is registered. */
@ConsumerType
public interface Device {
    /** @return the alias under which its pages are found: {@code [a-z0-9-]}, 1 to 32 characters */
    String id();

    /** @return what people call it, at most 64 characters */
    String label();

    /** @return path of its page, {@code /d/<id>/} or below it; a device with another is not shown */
    default String page() {
        return "/d/" + id() + "/";
    }
}
