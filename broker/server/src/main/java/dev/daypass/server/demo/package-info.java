/**
 * The guided tour: a broker, a company around it, and every kind of role taken once over real HTTP.
 *
 * <p>The way through: {@link dev.daypass.server.demo.Demo} opens the company of {@link dev.daypass.demo}, writes a
 * configuration by {@link dev.daypass.server.demo.DemoDirectory}, starts the broker and hands a {@link
 * dev.daypass.server.demo.Stage} to the chapters. On the stage each step is a request by a {@link
 * dev.daypass.server.demo.Visitor}, whose answer is compared with what the text claims. {@link
 * dev.daypass.server.demo.Paper} prints.
 *
 * <p>Nothing is faked: what the tour does, anybody can do with curl and the AWS CLI, and its configuration is the YAML a
 * person would write.
 */
@NullMarked
package dev.daypass.server.demo;

import org.jspecify.annotations.NullMarked;
