/** The publicly trusted certificate and its keeper. */
@Export
@Version("1.1.0")
package link.box.api.tls;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
