// The part of pragmatic-drag-and-drop the product uses, flattened by build/vendor.py into one file.
export { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
export { draggable, dropTargetForElements, monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
