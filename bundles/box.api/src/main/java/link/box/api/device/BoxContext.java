package link.box.api.device;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Puts a servlet component into the Box's device context: it is served under {@code /d/}, behind the login, over the Box's names,
 * certificate and tunnel. Together with {@code @HttpWhiteboardServletPattern("/<alias>/*")}. The servlet finds who asks in the request
 * attribute {@link link.box.api.access.Caller#ATTRIBUTE}, and never sees the Box's cookies and tokens.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface BoxContext {
    /** Component property prefix. */
    String PREFIX_ = "osgi.http.whiteboard.";

    /** @return the whiteboard context; leave it */
    String context_select() default "(osgi.http.whiteboard.context.name=" + NAME + ")";

    /** Name of the context. */
    String NAME = "box.device";
}
