/** The filters in a real Tomcat. */
@NullMarked
package dev.daypass.resourceserver.servlet;

import org.jspecify.annotations.NullMarked;
